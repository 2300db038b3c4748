import type { WhyNot } from "./contract.ts";
import { HOUR, MINUTE, type Past } from "./past.ts";

const ENTITY_PAUSE = 10 * MINUTE;
/** What does not last is tried again ever more rarely: after 10 minutes, an hour, six hours, a day and a half. */
const PAUSE_GROWS = 6;
const REMEMBERED = 48 * HOUR;
const A_KIND = { most: 3, within: HOUR };
const A_HOME = { most: 5, within: 15 * MINUTE };

export interface Wished {
  readonly remedy: string;
  readonly subject: string;
  readonly entities: readonly string[];
}

/** Why it is too much, or too soon; undefined where it is neither. */
export function capped({ remedy, subject, entities }: Wished, past: Past, now: number): WhyNot | undefined {
  const within = (span: number) => past.filter(({ at }) => at > now - span);
  if (within(A_HOME.within).length >= A_HOME.most) return "home_cap";
  if (within(A_KIND.within).filter((it) => it.remedy === remedy).length >= A_KIND.most) return "kind_cap";
  const meant = new Set(entities);
  const ofThese = within(REMEMBERED).filter((it) => it.subject === subject || it.entities.some((id) => meant.has(id)));
  const last = ofThese.at(-1);
  const pause = ENTITY_PAUSE * PAUSE_GROWS ** (ofThese.length - 1);
  return last && now - last.at < pause ? "entity_cap" : undefined;
}
