import type { Commands } from "../../data/commands.ts";
import { ofAlerts } from "../words/of-alerts.ts";

type Wishes = Commands["alerts/mine"]["output"]["wishes"];

/** By the field that has it. */
export type Faults = Readonly<Record<string, string>>;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST = 1_000;

/** What cannot be kept, in a sentence each. */
export function faultsIn({ quiet, daily, weekly, budget }: Wishes): Faults {
  const { mine: say } = ofAlerts();
  const times = { from: quiet?.from, until: quiet?.until, daily: daily ?? undefined, weekly: weekly?.at };
  const odd = Object.entries(times).filter(([, time]) => time !== undefined && !TIME.test(time));
  const isOdd = !Number.isInteger(budget) || budget < 0 || budget > MOST;
  return { ...Object.fromEntries(odd.map(([name]) => [name, say.odd])), ...(isOdd && { budget: say.oddBudget }) };
}
