import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "#server/refusal.ts";

const TOLERANCE_SECONDS = 300;
const LONGEST_ID = 256;

export type Signed = { id: string; seconds: number };

type Checking = { headers: IncomingHttpHeaders; body: Buffer; secrets: readonly string[]; nowSeconds: number };

/**
 * As Standard Webhooks has it: HMAC-SHA256 over `id.timestamp.body`, byte by byte as it came, within five minutes.
 * @throws Refusal `not_signed`, `wrong_signature`, `stale`
 */
export function checkSignature({ headers, body, secrets, nowSeconds }: Checking): Signed {
  const [id, timestamp, signature] = ["id", "timestamp", "signature"].map((name) => headers[`webhook-${name}`]);
  if (typeof id !== "string" || typeof timestamp !== "string" || typeof signature !== "string") throw notSigned();
  if (!/^[\x21-\x7e]+$/.test(id) || id.length > LONGEST_ID || !/^\d{1,12}$/.test(timestamp)) throw notSigned();
  const given = signature.split(" ").flatMap((one) => (one.startsWith("v1,") ? [Buffer.from(one.slice(3))] : []));
  const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]);
  const isGenuine = secrets.some((secret) => given.some((one) => isSame(one, signed(secret, content))));
  if (!isGenuine) throw wrongSignature();
  const seconds = Number(timestamp);
  if (Math.abs(nowSeconds - seconds) > TOLERANCE_SECONDS) throw stale();
  return { id, seconds };
}

const signed = (secret: string, content: Buffer): Buffer =>
  Buffer.from(
    createHmac("sha256", Buffer.from(secret.slice("whsec_".length), "base64"))
      .update(content)
      .digest("base64"),
  );

const isSame = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

const notSigned = () =>
  new Refusal("not_signed", "Send webhook-id, webhook-timestamp and webhook-signature, as Standard Webhooks has them", {
    status: 401,
  });

export const wrongSignature = () =>
  new Refusal(
    "wrong_signature",
    "No such webhook, or its signature is wrong: sign `id.timestamp.body`, as it is sent, with its secret",
    { status: 401 },
  );

const stale = () =>
  new Refusal("stale", "webhook-timestamp is more than five minutes off; check the sender's clock", { status: 401 });
