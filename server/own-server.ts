import { readFileSync } from "node:fs";
import { request } from "node:http";
import { request as requestOverTls } from "node:https";
import path from "node:path";
import { text } from "node:stream/consumers";
import { isLoopback } from "./networks.ts";
import type { Options } from "./options.ts";

export const ownCertificate = (dataFolder: string): string => path.join(dataFolder, "tls", "certificate.pem");

const EVERYWHERE = new Set(["0.0.0.0", "::"]);

type Asked = { name: string; input: object; patienceMs?: number };

/** Asks the program that runs on this data folder, on this machine: over loopback, or by TLS where it does not listen there. */
export async function askOwnServer(options: Options, asked: Asked): Promise<{ status: number; text: string }> {
  const { apiToken, dataFolder, port } = options;
  const token = apiToken?.reveal() ?? readFileSync(path.join(dataFolder, "api.token"), "utf8").trim();
  const host = reachedAt(options);
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const wanted = { host, port, path: `/api/${asked.name}`, method: "POST", headers, timeout: asked.patienceMs };
  const sent = isOnLoopback(host) ? request(wanted) : requestOverTls({ ...wanted, ...pinned(options) });
  return new Promise((resolve, reject) => {
    sent.on("response", (answer) =>
      text(answer).then((said) => resolve({ status: answer.statusCode ?? 0, text: said }), reject),
    );
    sent.on("timeout", () => sent.destroy(new Error("HomeOps did not answer in time")));
    sent.on("error", reject);
    sent.end(JSON.stringify(asked.input));
  });
}

/** Its certificate lies beside us: that one, and no other, whatever names it has. */
const pinned = ({ tls, dataFolder }: Options) => ({
  ca: readFileSync(tls?.certificate ?? ownCertificate(dataFolder)),
  allowPartialTrustChain: true,
  checkServerIdentity: () => undefined,
});

export const reachedAt = ({ host }: Pick<Options, "host">): string => (EVERYWHERE.has(host) ? "127.0.0.1" : host);

/** As a person opens it; plain where the program listens to its own machine alone: nobody is warned of a certificate there. */
export function addressOf(options: Options, port: number): string {
  const host = reachedAt(options);
  const scheme = options.supervisor || isOnLoopback(options.host) ? "http" : "https";
  return `${scheme}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

const isOnLoopback = (host: string): boolean => host === "localhost" || isLoopback(host);
