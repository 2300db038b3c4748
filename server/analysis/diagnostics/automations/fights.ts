/** What an automation set in one run; instants in seconds since the epoch. */
export interface SetBy {
  readonly automation: string;
  readonly at: number;
  readonly context: string;
  /** Of what triggered it. */
  readonly parent: string | null;
  readonly entity_id: string;
  readonly state: string;
}

export interface Fight {
  readonly automations: readonly [one: string, other: string];
  readonly entity_id: string;
  /** How often it was set back and forth in one go, and when. */
  readonly times: number;
  readonly from: number;
  readonly to: number;
}

const LEAST = 6;
/** What answers within this was not a person's or the day's doing. */
const ANSWERS_SECONDS = 120;

type Link = SetBy & { times: number; from: number };

/**
 * Two automations that set the same entity against each other, again and again: each run was triggered by what the other one's run
 * did, which their contexts prove. Those that only take turns, as motion and its end do, have other parents.
 */
export function fightsIn(sets: readonly SetBy[]): Fight[] {
  const chains = new Map<string, Link>(); // by context and entity
  const longest = new Map<string, Fight>(); // by both automations and the entity
  for (const it of [...sets].sort((a, b) => a.at - b.at)) {
    const before = chains.get(`${it.parent} ${it.entity_id}`);
    const isAnswer =
      before !== undefined &&
      before.automation !== it.automation &&
      before.state !== it.state &&
      it.at - before.at <= ANSWERS_SECONDS;
    const link = { ...it, times: isAnswer ? before.times + 1 : 1, from: isAnswer ? before.from : it.at };
    chains.set(`${it.context} ${it.entity_id}`, link);
    if (isAnswer && link.times >= LEAST) keepLongest(longest, link, before.automation);
  }
  return [...longest.values()];
}

function keepLongest(
  longest: Map<string, Fight>,
  { automation, entity_id, times, from, at }: Link,
  other: string,
): void {
  const automations = automation < other ? ([automation, other] as const) : ([other, automation] as const);
  const key = `${automations.join(" ")} ${entity_id}`;
  if ((longest.get(key)?.times ?? 0) < times) longest.set(key, { automations, entity_id, times, from, to: at });
}
