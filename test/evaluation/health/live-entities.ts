import { instantOf } from "#server/instant.ts";
import { CLASSES, classOf, type Rhythm } from "#server/intake/reports.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type Observation, STATE_CHANGED } from "#server/store/memory/observation.ts";
import { automationAt, automationEntity, type Blow, blows, clockRuns, triggerOf } from "./automation-streams.ts";
import { surroundingsOf } from "./climate.ts";
import { deviceTimes } from "./device-times.ts";
import { type EntityStream, entityStream } from "./entity-stream.ts";
import type { FailedRun } from "./failed-trace.ts";
import { HOUR, type MadeAutomation, type MadeEntity, type MadeHome } from "./made-home.ts";

const TOLD_EVERY = HOUR;

const atOf = (seconds: number): string => instantOf(seconds * 1_000);

export interface Lived {
  /** What goes into the memory, in the order of time. */
  readonly observations: readonly Observation[];
  /** Something went out of reach or came back. */
  readonly turned: boolean;
  readonly failed: readonly FailedRun[];
}

export interface LiveEntities {
  /** Lives on; `present` and `reported` are brought up to date. */
  advance(until: number): Lived;
  /** What was counted of reports since the last time, by entity id. */
  takeRhythms(): Map<string, Omit<Rhythm, "entity_id">>;
  /** Since when entities that are out of reach have been so. */
  outSince(): readonly number[];
}

type Places = { present: Map<string, PresentState>; reported: Map<string, string> };

/** All entities of a home as a server would see them: the states that it is told, and the reports that it reads each minute. */
export function liveEntities(home: MadeHome, { present, reported }: Places): LiveEntities {
  const times = deviceTimes(home);
  const told = toldOnes(home);
  const surroundings = surroundingsOf(home);
  const lived = { ...home, surroundings };
  const streams = [
    ...home.devices.flatMap(({ id, entities }) => entities.map((one) => entityStream(lived, one, times.get(id)))),
    ...home.automations.map((one) => entityStream(lived, automationEntity(one), undefined)),
  ];
  const removedAt = new Map(
    streams.map(({ entity }) => [entity.entityId, times.get(entity.deviceId ?? "")?.removedAt]),
  );
  const comesAt = new Map(home.devices.map(({ id, comesAt: at }) => [id, at]));
  const isDown = (at: number) => home.restarts.some((one) => at >= one.at && at < one.at + one.seconds);
  const rhythms = new Map<string, Omit<Rhythm, "entity_id">>();
  const triggered = new Map<string, number>(); // by automation
  const turnedOn = new Map<string, number[]>(); // of what triggers automations, since the last time
  const toldAt = new Map<string, number>(); // by entity id
  let failed: FailedRun[] = [];
  let from = home.from;

  function show({ entity, shown }: EntityStream): void {
    const { entityId, attributes } = entity;
    const brokenAt =
      automationAt(home, entityId, from)?.how === "unavailable" ? automationAt(home, entityId, from)?.from : undefined;
    const at = triggered.get(entityId);
    present.set(entityId, {
      ...{ entityId, state: brokenAt === undefined ? shown.state : "unavailable" },
      ...{
        changedAt: atOf(Math.max(shown.changedAt, brokenAt ?? 0)),
        updatedAt: atOf(Math.max(shown.updatedAt, brokenAt ?? 0)),
      },
      attributes: at === undefined ? { ...attributes } : { ...attributes, last_triggered: atOf(at) },
    });
  }

  function note(entityId: string, at: number, before: number | undefined): void {
    const last_reported = atOf(at);
    reported.set(entityId, last_reported);
    const rhythm = rhythms.get(entityId) ?? { last_reported, intervals: Array<number>(CLASSES).fill(0) };
    rhythm.last_reported = last_reported;
    if (before !== undefined) {
      const place = classOf(atOf(before), last_reported);
      rhythm.intervals[place] = (rhythm.intervals[place] ?? 0) + 1;
    }
    rhythms.set(entityId, rhythm);
  }

  function advanceOne(stream: EntityStream, until: number, observations: Observation[]): boolean {
    const { entity, shown } = stream;
    const { entityId } = entity;
    if (until <= (comesAt.get(entity.deviceId ?? "") ?? 0)) {
      stream.advance(until, { changed: () => {}, reported: () => {} });
      return false;
    }
    const before = shown.reportedAt;
    let [was, turned] = [shown.state, false];
    stream.advance(until, {
      changed({ at, state }) {
        if (state === "on") turnedOn.get(entityId)?.push(at);
        const isTurn = (state === "unavailable") !== (was === "unavailable");
        const isTold = isTurn || told.has(entityId) || at - (toldAt.get(entityId) ?? 0) >= TOLD_EVERY;
        if (isTold) {
          observations.push(observed(entity, at, state));
          toldAt.set(entityId, at);
        }
        was = state;
        turned ||= isTurn;
      },
      reported: (at, earlier) => note(entityId, at, earlier),
    });
    if (shown.reportedAt !== before) show(stream);
    return turned;
  }

  function fought({ at, automation, entity, state, context }: Blow): Observation[] {
    const target = streams.find((one) => one.entity.entityId === entity)?.entity;
    const its = streams.find((one) => one.entity.entityId === automation)?.entity;
    if (!target || !its) return [];
    const by = { context: { ...context, user_id: null } };
    const data = JSON.stringify({ name: its.name, entity_id: automation, source: "state" });
    return [
      { ...observed(its, at, ""), ...by, type: "automation_triggered", state: null, attributes: data },
      { ...observed(target, at + 1, state), ...by },
    ];
  }

  function runAutomation(automation: MadeAutomation, until: number, observations: Observation[]): void {
    const stream = streams.find(({ entity }) => entity.entityId === automation.entityId);
    if (!stream) return;
    const { entityId, name } = automation;
    const runs = [
      ...clockRuns(automation, { from, until, surroundings }),
      ...(turnedOn.get(triggerOf(automation) ?? "") ?? []),
    ].filter((at) => !isDown(at) && (automationAt(home, entityId, at)?.how ?? "fails") === "fails");
    for (const at of runs.sort((one, other) => one - other)) {
      triggered.set(entityId, at);
      if (automationAt(home, entityId, at)) failed.push({ automation, at });
      stream.shown.updatedAt = at;
      const context = { id: `run-${entityId}-${Math.round(at)}`, parent_id: null, user_id: null };
      const attributes = JSON.stringify({ ...stream.entity.attributes, last_triggered: atOf(at) });
      observations.push({ ...observed(stream.entity, at, "on"), attributes, context });
      const data = JSON.stringify({ name, entity_id: entityId, source: "state" });
      observations.push({
        ...observed(stream.entity, at, ""),
        type: "automation_triggered",
        state: null,
        attributes: data,
        context,
      });
    }
    show(stream);
  }

  for (const stream of streams) if (!comesAt.get(stream.entity.deviceId ?? "")) show(stream);
  for (const automation of home.automations) turnedOn.set(triggerOf(automation) ?? "", []);
  return {
    advance(until) {
      for (const times of turnedOn.values()) times.length = 0;
      failed = [];
      const observations: Observation[] = [];
      let turned = false;
      for (const stream of streams) turned = advanceOne(stream, until, observations) || turned;
      for (const automation of home.automations) runAutomation(automation, until, observations);
      for (const blow of blows(home, from, until)) observations.push(...fought(blow));
      for (const [entityId, at] of removedAt) if (at !== undefined && at <= until) present.delete(entityId);
      from = until;
      observations.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
      return { observations, turned, failed };
    },
    takeRhythms() {
      const taken = new Map(rhythms);
      rhythms.clear();
      return taken;
    },
    outSince: () => streams.flatMap(({ shown }) => (shown.state === "unavailable" ? shown.changedAt : [])),
  };
}

/** Numbers that change with each report are told of a tenth of the sensors, and of those that go wrong; of others once an hour: the memory of a whole home is measured elsewhere. */
function toldOnes({ devices, troubles }: MadeHome): Set<string> {
  const fading = new Set(troubles.flatMap(({ effect }) => (effect.what === "link" ? effect.device : [])));
  const links = devices
    .filter(({ id }) => fading.has(id))
    .flatMap(({ entities }) => entities.filter(({ attributes }) => attributes.device_class === "signal_strength"));
  const wrong = new Set([
    ...troubles.flatMap(({ effect }) => (effect.what === "value" ? effect.entity : [])),
    ...links.map(({ entityId }) => entityId),
    "sensor.system_monitor_disk_usage",
  ]);
  const all = devices.flatMap(({ entities }) => entities);
  return new Set(
    all
      .filter(({ value, entityId }, i) => value.kind !== "measured" || wrong.has(entityId) || i % 10 === 0)
      .map(({ entityId }) => entityId),
  );
}

const observed = ({ entityId, attributes }: MadeEntity, at: number, state: string): Observation => ({
  ...{ at: atOf(at), type: STATE_CHANGED, entityId, state, attributes: JSON.stringify(attributes), context: null },
  source: "live",
});
