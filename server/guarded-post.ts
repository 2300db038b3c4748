import { lookup as resolve } from "node:dns/promises";
import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { guardedLookup } from "#server/guarded-lookup.ts";
import { mayReach, type Reach } from "#server/reach.ts";
import { Refusal } from "#server/refusal.ts";

const LARGEST = 64 * 2 ** 20;

type Post = {
  url: URL;
  headers: Record<string, string>;
  body: string;
  seconds: number;
  /** Where it may lead; into the home's own network unless told otherwise. */
  reach?: Reach;
  /** What is posted to, in words, and the option that names its address: for whoever has to mend it. */
  service: { name: string; setting: string; away: string };
};
export type Reply = { status: number; retryAfter: string | undefined; text: string };

/**
 * Posts, and reads the whole reply. What the name means is checked as it is for Home Assistant's address, and exactly that is connected to;
 * a redirection is not followed.
 * @throws Refusal `bad_address`; the service's own code where it cannot be reached
 */
export const guardedPost = (post: Post): Promise<Reply> => posted(post).catch(unreached(post.service));

function posted({ url, headers, body, seconds, reach = "home", service: { setting } }: Post): Promise<Reply> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !mayReach(host, reach)) return Promise.reject(forbidden(host, setting));
  const { promise, resolve: answer, reject } = Promise.withResolvers<Reply>();
  const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    lookup: guardedLookup({
      resolve: (name) => resolve(name, { all: true }),
      isAllowed: (ip) => mayReach(ip, reach),
      forbidden: (name) => forbidden(name, setting),
    }),
    signal: AbortSignal.timeout(seconds * 1000),
  });
  request.on("response", (response) => void read(response).then(answer, reject));
  request.on("error", reject);
  request.end(body);
  return promise;
}

async function read(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > LARGEST) throw new Error(`the reply is larger than ${LARGEST} bytes`);
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  return { status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"], text };
}

const unreached =
  ({ name, setting, away }: Post["service"]) =>
  (cause: unknown): never => {
    if (cause instanceof Refusal) throw cause;
    const isLate = cause instanceof Error && /^(Abort|Timeout)Error$/.test(cause.name);
    const why = isLate ? "does not answer in time" : "cannot be reached";
    throw new Refusal(away, `${name} ${why}; check ${setting}`, { status: 503, cause });
  };

const forbidden = (host: string, setting: string) =>
  new Refusal(
    "bad_address",
    `HomeOps does not connect to ${host}: it is reserved, or belongs to the inside of a cloud or of the Supervisor. ` +
      `Set ${setting} to the address of your own server, as in http://localhost:11434/v1`,
  );
