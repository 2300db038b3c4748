import { command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import { acknowledge, unknownAlert } from "./acknowledge.ts";
import { Acknowledge, Acknowledged } from "./contract.ts";
import { accountAsking } from "./mine.ts";
import { isAlertThere } from "./mine-queries.ts";

const LONGEST_MS = 366 * 86_400_000;

export const ack = command({
  name: "alerts/ack",
  summary: "Says that somebody has it, so that nobody else is told; or lets it be quiet until a time",
  access: "add",
  input: Acknowledge,
  output: Acknowledged,
  async run({ alert, until }, call) {
    const { world, home, db } = call;
    const now = shownNow(world, home);
    if (until !== undefined && (Date.parse(until) <= now || Date.parse(until) > now + LONGEST_MS))
      throw new Refusal("odd_span", "Be quiet until a time that is to come, within a year");
    if (!(await isAlertThere(db, home, alert))) throw unknownAlert(alert);
    const person = await accountAsking(call);
    const acked = await world.db.transaction((tx) =>
      acknowledge(tx, { home, alert, at: instantOf(now), person, until }),
    );
    return { alert, ...acked };
  },
});
