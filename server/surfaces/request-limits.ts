import type { IncomingMessage } from "node:http";
import type { Clock } from "#server/clock.ts";
import type { Asker } from "#server/command.ts";
import type { As } from "./asker.ts";
import { limiter, tooMany } from "./limiter.ts";
import { peerOf } from "./peer.ts";

const SPAN = { seconds: 10 };
/** A thousand a second and as many again are what this server is made for. */
const OF_A_TOKEN = 20_000;
/** A page full of cards asks for some dozens at once. */
const OF_A_PERSON = 1_000;
const OF_STRANGERS = 300;

/** How much one caller may ask for, by what is known of who it is. */
export interface RequestLimits {
  /** Of whom nothing is known but the address. @throws Refusal `too_many` */
  stranger(request: Pick<IncomingMessage, "socket">): void;
  /** @throws Refusal `too_many` */
  caller(who: { asker: Asker; as: As | undefined }): void;
}

export function requestLimits(clock: Clock): RequestLimits {
  const tokens = limiter({ most: OF_A_TOKEN, span: SPAN }, clock);
  const people = limiter({ most: OF_A_PERSON, span: SPAN }, clock);
  const strangers = limiter({ most: OF_STRANGERS, span: SPAN }, clock);
  const refuse = (seconds: number | undefined) => {
    if (seconds !== undefined) throw tooMany("requests", seconds);
  };
  return {
    stranger: (request) => refuse(strangers.spend(peerOf(request))),
    caller({ asker, as }) {
      if (as) return refuse(people.spend(JSON.stringify(as)));
      refuse(asker.kind === "person" ? people.spend(asker.personId) : tokens.spend(asker.kind));
    },
  };
}
