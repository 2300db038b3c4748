import { Temporal } from "temporal-polyfill";
import { zonedAt } from "#server/zoned.ts";
import { sureness, within } from "./amounts.ts";
import { type Asked, notKnown, type Outcome } from "./asked.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";
import { isOfEnd, momentOf } from "./instants.ts";
import { microseconds } from "./windows.ts";

const DAY_SECONDS = 86_400;
const FEWEST = 3;
const MOST = 200;
/** What lies within an hour of the middle is as usual, and two thirds must be. */
const NEAR_SECONDS = 3600;
const SHARE = 2 / 3;
const LATELY = 28 * DAY_SECONDS * 1e6; // microseconds, where no time was said

/** "when does she usually come home": the time of day that lies nearest to all others, on a clock that goes round. */
export async function usualTime(asked: Asked): Promise<Outcome> {
  const { understood, language, timeZone, now, since } = asked;
  const windows = understood.when ? asked.windows : [{ from: Math.max(since, now - LATELY), to: now }];
  const looked = { ...asked, windows };
  const isEnd = isOfEnd(understood);
  const told = (await within(looked))
    .filter(({ spell }) => (isEnd ? !spell.isOngoing : !spell.isCarried && spell.from > since))
    .slice(-MOST);
  const instants = told.map(({ spell }) => momentOf(spell, isEnd));
  const times = instants.map((at) => secondOfDay(at, timeZone));
  const seconds = middleOf(times);
  const near = times.filter((time) => apart(time, seconds) <= NEAR_SECONDS).length;
  if (near < FEWEST || near < times.length * SHARE) return notKnown(language.says.noUsualTime);
  const clock = language.says.clock(onDayOf(now, seconds, timeZone), asked);
  return {
    text: language.says.usualTime({ ...looked, clock, count: near }),
    result: { kind: "text", value: clock },
    citations: told
      .slice(-MOST_CITATIONS)
      .map(({ entity, spell }, i, { length }) =>
        cited(asked, entity, instants.at(i - length) ?? spell.from, spell.state),
      ),
    confidence: sureness(asked),
  };
}

const middleOf = (times: readonly number[]): number => {
  const away = (time: number) => times.reduce((sum, other) => sum + apart(time, other), 0);
  return times.reduce((best, time) => (away(time) < away(best) ? time : best), times[0] ?? 0);
};

function apart(one: number, other: number): number {
  const seconds = Math.abs(one - other);
  return Math.min(seconds, DAY_SECONDS - seconds);
}

function secondOfDay(at: number, timeZone: string): number {
  const { hour, minute, second } = zonedAt(at, timeZone);
  return hour * 3600 + minute * 60 + second;
}

const onDayOf = (now: number, seconds: number, timeZone: string): number =>
  microseconds(zonedAt(now, timeZone).withPlainTime(new Temporal.PlainTime().add({ seconds: seconds % DAY_SECONDS })));
