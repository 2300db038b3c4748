import { createPrivateKey, generateKeyPairSync, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { hostname, networkInterfaces } from "node:os";
import path from "node:path";
import { createSecureContext } from "node:tls";
import { instantOf } from "#server/instant.ts";
import { keepWhole, keptSecret } from "#server/kept-secret.ts";
import type { Options } from "#server/options.ts";
import { ownCertificate } from "#server/own-server.ts";
import { Refusal } from "#server/refusal.ts";
import { Secret } from "#server/secret.ts";
import type { ShownCertificate } from "../shown-certificate.ts";

/** What the API port shows of itself, and proves it with. */
export type Certificate = {
  key: Secret;
  /** As PEM, with what comes after it in its chain. */
  chain: string;
  shown: ShownCertificate;
};

type Wanted = Pick<Options, "dataFolder" | "tls">;

/**
 * The one that HOMEOPS_TLS_CERTIFICATE names, else one of our own, made at the first start and kept in `tls/`.
 * @throws Refusal `tls_unusable`, `secret_exposed`, `disk_full`
 */
export const certificateFor = async ({ dataFolder, tls }: Wanted): Promise<Certificate> =>
  tls ? given(tls) : own(ownCertificate(dataFolder));

/** @throws Refusal `tls_unusable` */
export function given({ certificate, key }: { certificate: string; key: string }): Certificate {
  const advice =
    "HOMEOPS_TLS_CERTIFICATE and HOMEOPS_TLS_KEY must name a certificate and its key, as PEM, without a passphrase, readable by the user that HomeOps runs as";
  return usable({
    source: "given",
    chain: () => readFileSync(certificate, "utf8"),
    key: () => readFileSync(key, "utf8"),
    advice,
  });
}

async function own(file: string): Promise<Certificate> {
  const folder = path.dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = keptSecret(path.join(folder, "key.pem"), newKey).reveal(); // first: a certificate never lies there without its key
  const advice = `Put ${folder} back from a backup, or remove it: a new certificate is made at the next start, and whatever was paired with the old one is paired again`;
  if (!existsSync(file)) {
    const { selfSigned } = await import("./self-signed.ts"); // 4 MB of memory, at this one start
    const made = await selfSigned({ key, names: ownNames(), now: Date.now() }).catch((cause) => {
      throw unusable(`${folder}/key.pem is damaged`, advice, cause);
    });
    keepWhole(file, made);
  }
  return usable({ source: "made", chain: () => readFileSync(file, "utf8"), key: () => key, advice });
}

const newKey = (): string =>
  String(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "pem", type: "pkcs8" })).trim();

type Found = { source: ShownCertificate["source"]; chain(): string; key(): string; advice: string };

function usable({ source, advice, ...found }: Found): Certificate {
  try {
    const [chain, key] = [found.chain(), found.key()];
    const leaf = new X509Certificate(chain);
    if (!leaf.checkPrivateKey(createPrivateKey(key))) throw unusable("The key is not the certificate's", advice);
    createSecureContext({ cert: chain, key });
    const shown = { fingerprint: leaf.fingerprint256, valid_until: instantOf(leaf.validToDate.getTime()), source };
    return { key: new Secret(key), chain, shown };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unusable(`The certificate or its key cannot be read (${wordOf(error)})`, advice, error);
  }
}

/** Never the message: it might quote the file. */
const wordOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "no PEM";

const unusable = (what: string, advice: string, cause?: unknown) =>
  new Refusal("tls_unusable", `${what}. ${advice}`, { cause });

/** By which names and addresses this machine may be opened, as far as it knows them. */
function ownNames(): string[] {
  const own = hostname().toLowerCase();
  const isName = own.length <= 63 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(own) && own !== "localhost";
  const addresses = Object.values(networkInterfaces()).flatMap((one = []) =>
    one.filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => address),
  );
  const names = isName ? [own, ...(own.includes(".") ? [] : [`${own}.local`])] : [];
  return [...new Set(["localhost", "homeops", "homeops.local", ...names, "127.0.0.1", ...addresses])];
}
