import { statSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:tls";
import { LOOPBACK, within } from "#server/networks.ts";
import type { Options } from "#server/options.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { showCertificate } from "../shown-certificate.ts";
import { type Certificate, given } from "./certificate.ts";
import { doorstep } from "./doorstep.ts";
import { plainRefuser } from "./refuse-plain.ts";

const LOOK = { seconds: 30 };
/** Where the Supervisor puts itself, Core and the apps. */
const SUPERVISOR_NETWORK = "172.30.32.0/23";

/** The port speaks TLS with everybody, and plain HTTP with few; a certificate that somebody brought is followed when it is renewed. */
export function speakTls(server: Server, world: World, certificate: Certificate | undefined): AsyncDisposable {
  const { options, log } = world;
  const secure = certificate && createServer({ ...context(certificate), ALPNProtocols: ["http/1.1"] });
  const show = (one: Certificate) => {
    showCertificate(world, one.shown);
    log.info("the API port shows a certificate", one.shown);
  };
  if (certificate) show(certificate);
  if (options.plainFrom.length > 0)
    log.warn("plain HTTP is answered, and tokens are taken in plain, from HOMEOPS_PLAIN_FROM", {
      networks: options.plainFrom,
    });
  const step = doorstep(server, {
    secure,
    mayBePlain: within([...LOOPBACK, ...(options.supervisor ? [SUPERVISOR_NETWORK] : []), ...options.plainFrom]),
    refuser: plainRefuser({ isSecureHere: secure !== undefined }),
  });
  const following =
    secure && options.tls
      ? follow(world, options.tls, (renewed) => {
          secure.setSecureContext(context(renewed));
          show(renewed);
        })
      : undefined;
  return {
    async [Symbol.asyncDispose]() {
      step[Symbol.dispose]();
      await following?.[Symbol.asyncDispose]();
    },
  };
}

const context = ({ chain, key }: Certificate) => ({ cert: chain, key: key.reveal() });

type Files = NonNullable<Options["tls"]>;

/** While one of the two files is not written yet they do not fit, and the certificate before goes on. */
function follow({ clock, log }: World, files: Files, take: (renewed: Certificate) => void): AsyncDisposable {
  let seen = marksOf(files);
  return clock.every(LOOK, () => {
    const marks = marksOf(files);
    if (marks === seen) return;
    seen = marks;
    try {
      take(given(files));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      log.warn("the renewed certificate cannot be used yet; the one before goes on", { reason: error.message });
    }
  });
}

/** Through links: whoever renews certificates often renews a link. */
const marksOf = ({ certificate, key }: Files): string =>
  [certificate, key]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .map((found) => (found ? `${found.ino} ${found.mtimeMs} ${found.size}` : "none"))
    .join();
