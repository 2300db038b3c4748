import type { Queries } from "#db/database.ts";
import type { Clock } from "#server/clock.ts";
import { mentions } from "#server/forgetter.ts";
import { instantOf, startOfHour, toMicroseconds } from "#server/instant.ts";
import { silentSpans } from "#server/store/memory/control/queries.ts";
import { isAboutOne, silenceOf } from "#server/store/memory/control/silence.ts";
import { type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";
import { dayBefore } from "#server/store/memory/retention/day-plan.ts";
import { detailsOf } from "#server/store/memory/retention/details.ts";
import { type Days, keeping, longest } from "#server/store/memory/retention/keep-days.ts";
import { rulesOf } from "#server/store/memory/retention/rules.ts";
import { cappedBefore } from "#server/store/memory/retention/size-queries.ts";
import { settledHours, statesBefore } from "./queries.ts";

const DAY_MS = 86_400_000;

/** By entity of which only changes are kept: its last state. */
type Told = Map<string, string | null>;

/** Where everything comes in, by what the household wishes to be kept. Made anew when a wish changes. */
export interface Entrance {
  /** As it may be kept; undefined where it may not. A state that lasted beyond a silence is told as from its end. */
  live(observation: Observation): Observation | undefined;
  /** Those of the past that may be kept. */
  past(observations: readonly Observation[]): Promise<Observation[]>;
  /** Once more before it is written: it may have waited while a wish changed. */
  isSilent(observation: Observation): boolean;
  /** Whether a run of an automation falls into a silence, by when it began and by its text. */
  isSilentRun(startedAt: string, text: string): boolean;
  /** Of a state: whether it changed in a silence, and when that ends. */
  endFor(state: { at: string; entityId: string }): string | undefined;
  isPaused(): boolean;
  /** The day from which on anything at all is kept; undefined: for ever. */
  oldest(): string | undefined;
}

export async function openEntrance(db: Queries, clock: Pick<Clock, "now">, home: number): Promise<Entrance> {
  const silence = silenceOf(await silentSpans(db, home));
  const rules = await rulesOf(db, home);
  const kept = keeping(rules.keep);
  const capDay = await cappedBefore(db);
  const byEntityId = new Map([...rules.entities.values()].map((entity) => [entity.entity_id, entity]));
  const [onlyChanges, onlySummedUp] = [new Set<string>(), new Set<string>()];
  for (const entity of rules.entities.values())
    for (const { detail } of detailsOf(entity, rules.details)) {
      if (detail === "changes") onlyChanges.add(entity.entity_id);
      if (detail === "rollups") onlySummedUp.add(entity.entity_id);
    }
  const toldLive: Told = new Map();
  const usual = longest([kept.classDays("measurements"), kept.classDays("states"), kept.classDays("diagnostics")]);
  const firstDays = new Map<number, string>(); // by the days that are kept, as of today
  let [dayNumber, day] = [Number.NaN, ""];

  /** Asked of each event: a date made anew for each was a quarter of what an import takes of this thread. */
  function today(): string {
    const number = Math.floor(clock.now() / DAY_MS);
    if (number !== dayNumber) {
      [dayNumber, day] = [number, instantOf(clock.now()).slice(0, 10)];
      firstDays.clear();
    }
    return day;
  }

  function firstDayOf(days: number): string {
    const now = today();
    const first = firstDays.get(days) ?? dayBefore(now, days);
    firstDays.set(days, first);
    return first;
  }

  function daysOf({ entityId, type }: Observation): Days {
    const entity = byEntityId.get(entityId ?? "");
    if (type !== STATE_CHANGED) return entity ? kept.otherDays(entity) : kept.classDays("events");
    return entity ? kept.stateDays(entity) : usual;
  }

  function isTooOld(observation: Observation): boolean {
    const day = observation.at.slice(0, 10);
    const days = daysOf(observation);
    if (days !== null && day < firstDayOf(days)) return true;
    const entity = byEntityId.get(observation.entityId ?? "");
    return capDay !== null && day < capDay && !(entity && kept.isMarked(entity));
  }

  const isRepeat = ({ type, entityId, state, oldState }: Observation, told: Told): boolean => {
    if (onlyChanges.size === 0 || type !== STATE_CHANGED || entityId === null || !onlyChanges.has(entityId))
      return false;
    const before = oldState === undefined ? told.get(entityId) : oldState;
    told.set(entityId, state);
    return state !== null && before === state;
  };

  /** What is known of the time before a gap; a first import goes backwards, so that before it nothing is. */
  async function toldBefore(observations: readonly Observation[]): Promise<Told> {
    const firsts = new Map<number, string>(); // by id: when it is first told here
    for (const { at, entityId, source } of observations) {
      const id = entityId && onlyChanges.has(entityId) ? byEntityId.get(entityId)?.id : undefined;
      if (id !== undefined && source === "backfill" && at < (firsts.get(id) ?? "~")) firsts.set(id, at);
    }
    if (firsts.size === 0) return new Map();
    const states = await statesBefore(
      db,
      home,
      [...firsts].map(([entity, at]) => ({ entity, at })),
    );
    return new Map(states.map(({ entity, state }) => [rules.entities.get(entity)?.entity_id ?? "", state]));
  }

  const endFor = (observation: Observation) =>
    silence.endFor(observation.at, (entityIds) => isAboutOne(observation, entityIds));

  /** Silences may follow each other. */
  function afterSilence(observation: Observation): Observation | undefined {
    let later = observation;
    for (let end = endFor(later); end !== undefined; end = endFor(later)) {
      if (toMicroseconds(end) > clock.now() * 1000) return undefined;
      later = { ...observation, at: end, context: null };
    }
    return later;
  }

  /** Raw numbers of an hour that is summed up already would make its summary anew from themselves alone. */
  async function withoutSummedUp(observations: Observation[]): Promise<Observation[]> {
    const isOne = ({ entityId, type }: Observation) =>
      type === STATE_CHANGED && entityId !== null && onlySummedUp.has(entityId);
    const hourOf = ({ at }: Observation) => startOfHour(at);
    const old = observations.filter((one) => isOne(one) && one.at.slice(0, 10) < today());
    if (old.length === 0) return observations;
    const hours = [...new Set(old.map(hourOf))];
    const ids = [...new Set(old.map(({ entityId }) => byEntityId.get(entityId ?? "")?.id ?? 0))];
    const settled = new Set((await settledHours(db, ids, hours)).map(({ entity, hour }) => `${entity} ${hour}`));
    const dropped = new Set(
      old.filter((one) => settled.has(`${byEntityId.get(one.entityId ?? "")?.id} ${hourOf(one)}`)),
    );
    return observations.filter((one) => !dropped.has(one));
  }

  return {
    live(observation) {
      const kept = endFor(observation) === undefined ? observation : undefined;
      const told = kept ?? (observation.source === "snapshot" ? afterSilence(observation) : undefined);
      return told && !isRepeat(told, toldLive) && !isTooOld(told) ? told : undefined;
    },
    async past(observations) {
      const told = await toldBefore(observations);
      return withoutSummedUp(
        observations.filter((one) => endFor(one) === undefined && !isTooOld(one) && !isRepeat(one, told)),
      );
    },
    isSilent: silence.isSilent,
    isSilentRun: (startedAt, text) => silence.endFor(startedAt, (entityIds) => mentions(text, entityIds)) !== undefined,
    endFor: ({ at, entityId }) => silence.endFor(at, (entityIds) => entityIds.includes(entityId)),
    isPaused: () => silence.endFor(instantOf(clock.now()), () => false) !== undefined,
    oldest() {
      const all = [...rules.entities.values()].flatMap((entity) => [kept.stateDays(entity), kept.otherDays(entity)]);
      const days = longest([usual, kept.classDays("events"), ...all]);
      return days === null ? undefined : `${firstDayOf(days)}T00:00:00+00:00`;
    },
  };
}
