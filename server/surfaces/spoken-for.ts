import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "#server/refusal.ts";
import type { As } from "./asker.ts";
import type { Pass } from "./door.ts";

const HEADER = "x-homeops-user";
const USER_ID = /^[0-9a-f]{32}$/;

/**
 * For whom a request or a socket asks, where its header says so: the integration carries what users of Home Assistant ask. Who asks
 * through it is told what they would be told themselves; `as` in a body narrows that further.
 * @throws Refusal `forbidden`, `bad_input`
 */
export function spokenFor(headers: IncomingHttpHeaders, pass: Pass | undefined): As | undefined {
  const said = headers[HEADER];
  if (said === undefined) return undefined;
  if (!pass?.speaksForOthers) throw forTokensOnly();
  if (said === "speaker") return { speaker: true };
  if (said === "nobody") return { nobody: true };
  if (typeof said === "string" && USER_ID.test(said)) return { user: said };
  throw new Refusal(
    "bad_input",
    "X-HomeOps-User must be the id of a user of Home Assistant (32 hexadecimal digits), `speaker` or `nobody`",
  );
}

const forTokensOnly = () =>
  new Refusal(
    "forbidden",
    "Only a token may ask for others: send `Authorization: Bearer` with X-HomeOps-User, or leave X-HomeOps-User out",
    { status: 403 },
  );
