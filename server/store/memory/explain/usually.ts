import type { Queries } from "#db/database.ts";
import { domainOf } from "#server/domain-of.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { eventId } from "../event-id.ts";
import { isUse } from "../sentences/meaning/meaning-of.ts";
import { isNumber } from "../sentences/state-saying.ts";
import { statesBefore } from "../states-before.ts";
import type { GuessShown } from "./contract.ts";
import { type Fact, isGone, isState } from "./fact.ts";
import { factAt } from "./fact-at.ts";
import type { House } from "./house.ts";
import type { Cause } from "./link.ts";
import { type Precedence, precedenceOf } from "./precedence.ts";
import { type Became, becameIn, countBefore, type Precursor, timesOf } from "./precedence-queries.ts";
import { asSentence, happened } from "./words.ts";

const SECOND = 1_000_000; // microseconds
const MINUTE = 60 * SECOND;
const DAY = 86_400 * SECOND;
/** The closest is looked at first: what comes within five seconds is told so. */
const WITHIN_SECONDS = [5, 30];
const LOOKS_BACK = [3 * DAY, 21 * DAY, 90 * DAY];
const ENOUGH = 30;
const FEWEST = 8;
/** Moments that say what is there anyway at that time of the day. */
const OTHER_MINUTES = [-120, -60, -40, -20, -10, -5, 5, 10, 20, 40, 60];
const MOST_PRECURSORS = 30;
const TOLD = 3;

/** Nothing in Home Assistant is known to have led to it: what is told is only that the thing itself said so. */
export const isUnexplained = (fact: Fact, causes: readonly Cause[]): boolean =>
  isState(fact) &&
  causes.every(
    ({ kind, entity, isCertain }) =>
      kind === "unknown" || (entity === fact.entity && (kind === "device" || kind === "integration")) || !isCertain,
  );

/**
 * What usually comes just before, and came this time as well: a guess, with its counts. Learned from the times before this one, and held against
 * other moments of the same hours, so that what is always chatting is no reason.
 */
export async function usually(tx: Queries, home: number, fact: Fact, house: (facts: Fact[]) => Promise<House>) {
  const { entity, state, key, at } = fact;
  if (!entity || state === null || isGone(state) || state === "unknown" || isNumber(state)) return [];
  const precursors = await precursorsOf(tx, home, fact);
  if (precursors.length === 0) return [];
  const times = await earlierTimes(tx, home, { entity: key.entity_id, state: stateOf(entity, state) }, at);
  if (times.length < FEWEST) return [];
  const guesses: GuessShown[] = [];
  const known = new Set<number>(); // by precursor's place
  for (const seconds of WITHIN_SECONDS)
    for (const { place, ...precedence } of await weighed(tx, home, { times, seconds, precursors })) {
      const precursor = precursors[place];
      if (!precursor || known.has(place)) continue;
      known.add(place);
      const { at: when, entity: entity_id } = precursor;
      const cause = await factAt(tx, home, { key: { at: when, entity_id, type_id: 0 } });
      if (cause) guesses.push(guessed(cause, await house([cause]), { ...precedence, seconds }));
    }
  return guesses.slice(0, TOLD);
}

const stateOf = (entity: string, state: string): string | null => (isUse(domainOf(entity)) ? null : state);

/** What changed just before this event. */
async function precursorsOf(tx: Queries, home: number, { key, at }: Fact): Promise<Precursor[]> {
  const widest = Math.max(...WITHIN_SECONDS) * SECOND;
  const span = { since: fromMicroseconds(toMicroseconds(at) - widest), until: at };
  const became = await becameIn(tx, home, { ...span, except: key.entity_id });
  const before = await statesBefore(tx, {
    home,
    wanted: became.map(({ entity, at }) => ({ entity_key: entity, at })),
  });
  const previous = new Map(before.map(({ entity_key, at, state }) => [`${entity_key} ${toMicroseconds(at)}`, state]));
  return became
    .filter(({ entity, at, state }) => previous.get(`${entity} ${toMicroseconds(at)}`) !== state)
    .map(({ entity, entity_id, at, state }) => ({ entity, at, state: stateOf(entity_id, state) }))
    .sort((one, other) => other.at.localeCompare(one.at))
    .slice(0, MOST_PRECURSORS);
}

async function earlierTimes(tx: Queries, home: number, became: Became, at: string): Promise<number[]> {
  let times: number[] = [];
  for (const back of LOOKS_BACK) {
    const since = fromMicroseconds(toMicroseconds(at) - back);
    times = (await timesOf(tx, home, { ...became, since, until: at })).map((row) => toMicroseconds(row.at));
    if (times.length >= ENOUGH) break;
  }
  return times;
}

type Looked = { times: readonly number[]; seconds: number; precursors: readonly Precursor[] };

async function weighed(tx: Queries, home: number, { times, seconds, precursors }: Looked) {
  const other = times.flatMap((time) => OTHER_MINUTES.map((minutes) => time + minutes * MINUTE));
  const windows = [
    ...times.map((time) => ({ at: fromMicroseconds(time), own: true })),
    ...[...new Set(other)].map((time) => ({ at: fromMicroseconds(time), own: false })),
  ];
  const others = windows.length - times.length;
  const counts = new Map<number, { before: number; beforeOthers: number }>(); // by precursor's place
  for (const { place, own, n } of await countBefore(tx, home, { windows, seconds, precursors })) {
    const count = counts.get(place) ?? { before: 0, beforeOthers: 0 };
    counts.set(place, own ? { ...count, before: n } : { ...count, beforeOthers: n });
  }
  return [...counts]
    .flatMap(([place, count]) => {
      const precedence = precedenceOf({ ...count, times: times.length, others });
      return precedence ? [{ place, ...precedence }] : [];
    })
    .sort((one, other) => other.atLeast - one.atLeast);
}

function guessed(cause: Fact, house: House, it: Precedence & { seconds: number }): GuessShown {
  const { times, before, seconds } = it;
  const expected = Math.round(it.expected * 10) / 10;
  const what = happened(cause, house);
  const chance = `by chance ${expected} would be expected`;
  return {
    guess: true,
    sentence: asSentence(`usually ${what} within ${seconds} s before, in ${before} of ${times} times; ${chance}`),
    entity_id: cause.entity ?? "",
    what,
    event: eventId(cause.key),
    at: cause.at,
    ...{ within_seconds: seconds, before, times, expected },
  };
}
