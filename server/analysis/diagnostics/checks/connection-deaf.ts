import { z } from "zod";
import { check } from "../check.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;

const ConnectionDeaf = z.object({
  times: z.int().meta({ description: "that it was so within a day, as far as HomeOps has run since" }),
});

/** A link that answers and tells nothing: whoever looks sees a home in which all is well. */
export const connectionDeaf = check({
  name: "connection-deaf",
  about:
    "Home Assistant answered, but what happened there did not come through for three minutes, so that the connection was made anew",
  evidence: ConnectionDeaf,
  sustainedSeconds: 0,
  holdsBack: [
    "connections that are lost or refused, which say so themselves",
    "where HomeOps may not send an event of its own, which alone proves it",
  ],
  look({ now, system: { deafAt } }) {
    const last = deafAt.at(-1);
    if (last === undefined || now - last > HOUR) return [];
    const times = deafAt.filter((at) => at > now - DAY).length;
    return [{ subject: { kind: "home", id: "" }, severity: "error", evidence: { times }, since: last, mentions: [] }];
  },
});
