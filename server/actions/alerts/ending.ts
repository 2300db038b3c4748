import type { Step, Told } from "./decision.ts";
import type { Situation, StandingAlert } from "./situation.ts";

/** What is gone for so long stays gone. */
const SETTLES_MS = 10 * 60_000;

/** What stands no more: told only to whom it was told, once it has stayed away; what a person has settled, to nobody. */
export function ending(alert: StandingAlert, { now, settled }: Situation): Step {
  if (settled.has(alert.key)) return { change: { closedAt: now }, told: cleared(alert), isDropped: true };
  if (alert.quietSince === null) return { change: { quietSince: now }, told: [] };
  if (now < alert.quietSince + SETTLES_MS) return { change: {}, told: [] };
  return { change: { closedAt: now }, told: over(alert), isDropped: true };
}

/** The end of a danger is worth a message; of all else the notification goes, and the next digest says so. */
function over(alert: StandingAlert): Told[] {
  if (alert.key.startsWith("event:")) return [];
  if (!alert.isDanger) return [...cleared(alert), ...noted(alert)];
  return alert.told.map(({ person, channel }) => ({
    ...about(alert),
    kind: "recovery",
    person,
    ways: [channel],
    isEach: true,
  }));
}

const cleared = (alert: StandingAlert): Told[] =>
  alert.told.map(({ person, channel }) => ({ ...about(alert), kind: "clear", person, ways: [channel], isEach: true }));

const noted = (alert: StandingAlert): Told[] =>
  [...new Set(alert.told.map(({ person }) => person))]
    .filter((person) => person !== null && !alert.heldFor.includes(person))
    .map((person) => ({ ...about(alert), kind: "recovery", person, ways: [], isEach: false, digest: "daily" }));

const about = ({ key, severity, isDanger, level }: StandingAlert) => ({ key, severity, isDanger, level });
