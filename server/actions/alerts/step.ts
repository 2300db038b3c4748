import { chosenBy, meantBy } from "./chosen.ts";
import type { Rule } from "./contract.ts";
import type { Step, Told } from "./decision.ts";
import type { Matter, Situation, StandingAlert } from "./situation.ts";
import { isMilder } from "./worse.ts";

/** What waits for a morning holds the next level up so long at most. */
const PATIENCE_MS = 12 * 3_600_000;
interface By {
  readonly said: Rule;
  readonly situation: Situation;
  /** Whether it may be told at all by now. */
  readonly isDue: boolean;
}

/** The next level of an alert, once its time has come and nobody has it. */
export function stepped(alert: StandingAlert, matter: Matter, { said, situation, isDue }: By): Step {
  const { now } = situation;
  if (!isDue || matter.isHeld || alert.ackedAt !== null) return NOTHING;
  if (alert.snoozedUntil !== null && now < alert.snoozedUntil) return NOTHING;
  if (said.when !== "now") return alert.level > 0 ? NOTHING : intoDigest(matter, said, situation);
  for (let level = alert.level; level < said.levels.length; level++) {
    if (level === alert.level && now < dueOf(alert, said)) return NOTHING;
    const told = tell(alert, matter, { said, situation, level });
    if (told.length > 0) return { change: { level: level + 1, levelAt: now }, told };
  }
  return NOTHING; // there is no way to anybody; once there is, it is told
}

const NOTHING: Step = { change: {}, told: [] };

function dueOf({ level, levelAt, isPending, sentAt, isDanger }: StandingAlert, { levels }: Rule): number {
  if (level === 0 || levelAt === null) return 0;
  const wait = (levels[level]?.after_minutes ?? 0) * 60_000;
  if (isDanger) return levelAt + wait;
  return isPending ? levelAt + PATIENCE_MS : Math.max(levelAt, sentAt ?? 0) + wait;
}

type At = { said: Rule; situation: Situation; level: number };

function tell(alert: StandingAlert, matter: Matter, { said, situation, level }: At): Told[] {
  const chain = said.levels[level];
  if (!chain) return [];
  const people = new Map(situation.people.map((person) => [person.id, person]));
  const reached = new Set(alert.told.map(({ person }) => person));
  return chosenBy(chain, matter, situation).map(({ person, ways, isEach }) => {
    const wishes = person === null ? undefined : people.get(person)?.wishes;
    const isTooMild = !matter.isDanger && wishes !== undefined && isMilder(matter.severity, wishes.least);
    return {
      ...{ key: matter.key, kind: reached.has(person) && level > 0 ? "reminder" : "alert", level: level + 1, person },
      ...{ ways: isTooMild ? [] : ways, isEach, digest: isTooMild ? "daily" : undefined },
      ...{ severity: matter.severity, isDanger: matter.isDanger },
    } as const;
  });
}

/** Also for whom has no way yet: the page tells what waits. */
function intoDigest(matter: Matter, said: Rule, situation: Situation): Step {
  const level = said.levels.length;
  const change = { level, levelAt: situation.now };
  const { when } = said;
  if (when === "now" || when === "never") return { change, told: [] };
  const ids = new Set(said.levels.flatMap((one) => meantBy(one, matter, situation)).map(({ id }) => id));
  const told = [...ids].map((person) => ({
    ...{ key: matter.key, kind: "alert" as const, level, person, ways: [], isEach: false, digest: when },
    ...{ severity: matter.severity, isDanger: matter.isDanger },
  }));
  return { change, told };
}
