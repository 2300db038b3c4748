import { createHmac } from "node:crypto";
import { z } from "zod";
import { guardedPost } from "#server/guarded-post.ts";
import { Refusal } from "#server/refusal.ts";
import type { Channel, Delivered, Message } from "./channel.ts";
import { Reaching } from "./reaching.ts";

const DEADLINE_SECONDS = 15;
const LONGEST_PAUSE_SECONDS = 86_400;
const LEAST_BYTES = 24; // and at most 64, as Standard Webhooks has it
const MOST_BYTES = 64;

const Key = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, "must be whsec_ and 24 to 64 random bytes in base64")
  .refine((it) => {
    const { length } = keyOf(it);
    return length >= LEAST_BYTES && length <= MOST_BYTES;
  }, "must be whsec_ and 24 to 64 random bytes in base64");

const WebhookTarget = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  secret: Key,
  former_secret: Key.optional().meta({ description: "signs as well, until it is no longer given" }),
  reach: Reaching,
});

/** Standard Webhooks: `webhook-id` is the delivery's key, the signature over `id.timestamp.body`. A redirection is not followed. */
export const webhook: Channel<typeof WebhookTarget> = {
  kind: "webhook",
  target: WebhookTarget,
  secrets: ["url", "secret", "former_secret"],
  isLoud: false,
  hasKey: true,
  async deliver(message, { url, secret, former_secret, reach }, { world, home }) {
    const seconds = Math.floor(world.clock.now() / 1000);
    const body = JSON.stringify(bodyOf(message, home, seconds));
    const secrets = former_secret ? [secret, former_secret] : [secret];
    const headers = {
      "webhook-id": message.key,
      "webhook-timestamp": String(seconds),
      "webhook-signature": secrets.map((it) => signed(it, `${message.key}.${seconds}.${body}`)).join(" "),
      "user-agent": "HomeOps",
    };
    const service = { name: "The webhook", setting: "its address", away: "webhook_away" };
    try {
      return answered(
        await guardedPost({ url: new URL(url), headers, body, seconds: DEADLINE_SECONDS, reach, service }),
      );
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return unanswered(error);
    }
  },
};

const keyOf = (secret: string) => Buffer.from(secret.slice("whsec_".length), "base64");

const signed = (secret: string, content: string) =>
  `v1,${createHmac("sha256", keyOf(secret)).update(content).digest("base64")}`;

const bodyOf = (message: Message, home: number, seconds: number) => ({
  type: `homeops.${message.kind}`,
  timestamp: new Date(seconds * 1000).toISOString(),
  data: {
    ...{ home, tag: message.tag, severity: message.severity, is_danger: message.isDanger, language: message.language },
    ...{ title: message.title, text: message.text, ...(message.path && { path: message.path }) },
    ...(message.event && { event: message.event }),
  },
});

function answered({ status, retryAfter }: { status: number; retryAfter: string | undefined }): Delivered {
  if (status >= 200 && status < 300) return { outcome: "sent" };
  const isWorthAnotherTry = status === 408 || status === 425 || status === 429 || status >= 500;
  const pause = isWorthAnotherTry ? secondsIn(retryAfter) : undefined;
  return {
    ...{ outcome: "refused", why: `It answered with HTTP ${status}`, isWorthAnotherTry },
    ...(pause !== undefined && { againAfterSeconds: pause }),
  };
}

/** As seconds or as a date, by the clock of this machine. */
function secondsIn(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\d{1,9}$/.test(retryAfter.trim())
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), LONGEST_PAUSE_SECONDS) : undefined;
}

/** Nothing was sent where no connection came about. Whoever was sent all of it may have taken it. */
const NOT_BEGUN = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EACCES)$/;
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|EPROTO/;

function unanswered({ code, message, cause }: Refusal): Delivered {
  if (code === "bad_address") return { outcome: "refused", why: message, isWorthAnotherTry: false };
  const fault = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (NOT_BEGUN.test(fault))
    return { outcome: "refused", why: `It cannot be reached (${fault})`, isWorthAnotherTry: true };
  if (UNTRUSTED.test(fault))
    return { outcome: "refused", why: `Its certificate is not trusted (${fault})`, isWorthAnotherTry: false };
  return { outcome: "unknown", why: fault === "ECONNRESET" ? "It ended the connection" : "It did not answer in time" };
}
