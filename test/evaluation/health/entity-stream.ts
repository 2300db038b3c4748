import { type Chance, chanceOf } from "../anomalies/chance.ts";
import type { Surroundings } from "./climate.ts";
import { type DeviceTimes, merged, type Span, within } from "./device-times.ts";
import type { MadeEntity, MadeHome } from "./made-home.ts";
import { reportTimes } from "./report-times.ts";
import { valuesOf } from "./values.ts";

/** A change of state. */
export interface Told {
  readonly at: number;
  readonly state: string;
}

/** What Home Assistant shows of an entity at an instant; instants in seconds. */
export interface Shown {
  state: string;
  changedAt: number;
  updatedAt: number;
  reportedAt: number;
}

export interface EntityStream {
  readonly entity: MadeEntity;
  readonly shown: Shown;
  /** Lives on to an instant: tells what changed, and of each report seen by a look each minute. */
  advance(
    until: number,
    heard: { changed(told: Told): void; reported(at: number, before: number | undefined): void },
  ): void;
}

type Lived = MadeHome & { surroundings: Surroundings };

const FOREVER = Number.POSITIVE_INFINITY;
const LOOKS_EVERY = 60;

/** One entity from the first day on: when it reports, what, and whether it can be reached; restarts of Home Assistant included. */
export function entityStream(home: Lived, entity: MadeEntity, times: DeviceTimes | undefined): EntityStream {
  const chance = chanceOf(home.seed * 1_009 + hashOf(entity.entityId));
  const read = valuesOf(entity, home, chance);
  const nextReport = reportTimes(entity.reports, home, chance);
  const isSilent = within(times?.silent ?? []);
  const isDown = within(home.restarts.map(({ at, seconds }) => ({ from: at, to: at + seconds })));
  const turns = turnsOf(home, times?.out ?? [], chance);
  const slowerAt = (at: number) => (times?.slower && at >= times.slower.from ? times.slower.times : 1);
  const shown: Shown = { state: read(home.from), changedAt: home.from, updatedAt: home.from, reportedAt: home.from };
  let [value, turn, next] = [shown.state, 0, nextReport(home.from + chance.between(0, 600), 1)];
  let [isOut, seen, pending] = [false, undefined as number | undefined, home.from];

  return {
    entity,
    shown,
    advance(until, { changed, reported }) {
      const end = Math.min(until, times?.removedAt ?? FOREVER);
      const show = (at: number, state: string) => {
        if (Math.floor(at / LOOKS_EVERY) !== Math.floor(pending / LOOKS_EVERY)) look();
        pending = at;
        shown.reportedAt = at;
        if (state === shown.state) return;
        Object.assign(shown, { state, changedAt: at, updatedAt: at });
        changed({ at, state });
      };
      const look = () => {
        reported(pending, seen);
        seen = pending;
      };
      for (;;) {
        const turning = turns[turn]?.at ?? FOREVER;
        const at = Math.min(next, turning);
        if (at > end) break;
        if (turning <= next) {
          const { becomes } = turns[turn++] ?? { becomes: "back" };
          isOut = becomes !== "back";
          if (becomes === "fresh") Object.assign(shown, { changedAt: at, updatedAt: at }); // the state machine is made anew
          show(at, isOut ? "unavailable" : value);
          seen = undefined; // what it was out of reach is no interval of its own, and a link that is new knows none
          continue;
        }
        if (!isDown(at) && !isSilent(at)) {
          value = read(at);
          if (!isOut) show(at, value);
        }
        next = nextReport(at, slowerAt(at));
      }
      if (Math.floor(end / LOOKS_EVERY) !== Math.floor(pending / LOOKS_EVERY) && seen !== pending) look();
    },
  };
}

type Turn = { at: number; becomes: "out" | "fresh" | "back" };

/** When it goes and comes; at a start of Home Assistant everything is gone for a moment. */
function turnsOf({ restarts }: MadeHome, out: readonly Span[], chance: Chance): Turn[] {
  const starting = restarts.map(({ at, seconds }) => ({
    from: at + seconds,
    to: at + seconds + chance.between(5, 90),
  }));
  const fresh = new Set(starting.map(({ from }) => from));
  const shownAt = (at: number) => {
    const down = restarts.find((one) => at >= one.at && at < one.at + one.seconds);
    return down ? down.at + down.seconds : at;
  };
  const away = merged([...out.map(({ from, to }) => ({ from: shownAt(from), to: shownAt(to) })), ...starting]);
  const turns = away.flatMap(({ from, to }): Turn[] => [
    { at: from, becomes: fresh.has(from) ? "fresh" : "out" },
    { at: to, becomes: "back" },
  ]);
  const inside = starting
    .filter(({ from }) => !turns.some(({ at }) => at === from))
    .map(({ from }): Turn => ({ at: from, becomes: "fresh" }));
  return [...turns, ...inside].sort((one, other) => one.at - other.at);
}

function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
  return Math.abs(hash);
}
