import type { SignName } from "../signs.ts";

/** Why something is expected to fail. */
export const english: Readonly<Record<SignName, string>> = {
  flaps: "it went out of reach several times this week",
  more_flaps: "it goes out of reach far more often than before",
  long_outage: "it was out of reach for hours in the last two weeks",
  failed_before: "it was out of reach for half a day or more in the last three months",
  silent: "it has not reported for longer than usual",
  link: "its link has become weaker",
  battery: "its battery is nearly empty",
  restarts: "it has started anew on several days of this week",
};
