import { isoText, type Microseconds, minute } from "../moment.ts";
import type { ConfigEntry, EventEntry, LogEntry, Scenario, StateEntry, WaveEntry } from "../scenario.ts";
import { span, type WallClock } from "../wall-clock.ts";
import { type Context, scriptedContext } from "./context.ts";
import { merged } from "./merged.ts";
import { type Attributes, type Report, ReportList, type Track, waveSamples } from "./track.ts";

interface ScriptedEvent {
  at: Microseconds;
  type: string;
  data: Attributes;
  context: Context;
}

export interface LogLine {
  at: Microseconds;
  level: string;
  logger: string;
  message: string;
}

/** The timeline of a scenario with its wall times resolved, sorted, and parted by what tells it. */
export interface Script {
  /** The home was first seen a minute before anything is told of it. */
  begin: Microseconds;
  events: ScriptedEvent[];
  log: LogLine[];
  /** What automations were configured to, by time. */
  configurations: { at: Microseconds; entity_id: string; config: Attributes }[];
  /** The states whose context is named, so that it may link to another. */
  linked: { entity_id: string; at: Microseconds }[];
  /** What an entity says, from `initial` on. */
  of(entityId: string, initial: string): Track;
}

export function writeScript({ timeline, automations }: Scenario, wallClock: WallClock, start: Microseconds): Script {
  const dayZero = wallClock.instant("0d 00:00");
  const states = Map.groupBy(timeline.filter(isState), ({ entity_id }) => entity_id);
  const waves = Map.groupBy(timeline.filter(isWave), ({ entity_id }) => entity_id);
  const events = timeline.filter(isEvent).map((entry): ScriptedEvent => {
    const at = wallClock.instant(entry.at);
    return { at, type: entry.event, data: entry.data, context: contextOf(entry) ?? scriptedContext(at, entry.event) };
  });
  const configured = timeline.filter(isConfig).map((entry) => ({ ...entry, at: wallClock.instant(entry.at) }));
  events.push(...configured.flatMap((entry) => reload(entry, automations)));
  const log = timeline.filter(isLog).map((entry) => ({ at: wallClock.instant(entry.at), ...entry.log }));
  const begins = timeline.map((entry) => wallClock.instant("from" in entry ? entry.from : entry.at));
  const begin = begins.reduce((earliest, at) => Math.min(earliest, at), start) - minute;
  const automationIds = new Set(automations.map(({ entity_id }) => entity_id));

  function reports(entityId: string, initial: string): Report[] {
    const said = (states.get(entityId) ?? []).map(
      (entry): Report => ({
        at: wallClock.instant(entry.at),
        state: entry.state,
        attributes: entry.attributes,
        context: contextOf(entry),
      }),
    );
    const all = [{ at: begin, state: initial, isFirst: true }, ...said.sort(byTime)];
    return automationIds.has(entityId) ? withRuns(all, runsOf(entityId)) : all;
  }
  const runsOf = (entityId: string) =>
    events.filter(({ type, data }) => type === "automation_triggered" && data.entity_id === entityId).sort(byTime);

  return {
    begin,
    events: events.sort(byTime),
    log: log.sort(byTime),
    configurations: configured.map(({ at, configure, config }) => ({ at, entity_id: configure, config })).sort(byTime),
    linked: [...states.values()]
      .flat()
      .flatMap(({ entity_id, at, context }) => (context ? [{ entity_id, at: wallClock.instant(at) }] : [])),
    of: (entityId, initial) =>
      merged([
        new ReportList(reports(entityId, initial)),
        ...(waves.get(entityId) ?? []).map((entry) => waveTrack(entry, wallClock, dayZero)),
      ]),
  };
}

/** Who saves an automation has it reloaded, and Core says when that is done. */
function reload(
  entry: Omit<ConfigEntry, "at"> & { at: Microseconds },
  automations: Scenario["automations"],
): ScriptedEvent[] {
  const { at, configure } = entry;
  const context = contextOf(entry) ?? scriptedContext(at, configure);
  const id = automations.find(({ entity_id }) => entity_id === configure)?.id;
  const call = { domain: "automation", service: "reload", service_data: { id } };
  return [
    { at, type: "call_service", data: call, context },
    { at: at + 1, type: "automation_reloaded", data: {}, context },
  ];
}

/** An automation tells when it last ran, and says so in the context of the run. */
function withRuns(reports: Report[], runs: ScriptedEvent[]): Report[] {
  let [state, ran] = ["on", {}];
  const told = [...reports, ...runs].sort(byTime);
  return told.map((entry): Report => {
    if ("state" in entry) state = entry.state;
    else ran = { last_triggered: isoText(entry.at) };
    const { at, context } = entry;
    if ("state" in entry) return { ...entry, attributes: { ...ran, ...entry.attributes } };
    return { at, state, attributes: ran, context };
  });
}

function waveTrack(entry: WaveEntry, wallClock: WallClock, dayZero: Microseconds): Track {
  const { entity_id, wave, every, from, to } = entry;
  return waveSamples(
    entity_id,
    { ...wave, period: span(wave.period) },
    { from: wallClock.instant(from), to: wallClock.instant(to), every: span(every), dayZero },
  );
}

function contextOf({ context }: Pick<StateEntry, "context">): Context | undefined {
  return context && { id: context.id, parent_id: context.parent, user_id: context.user };
}

type Entry = Scenario["timeline"][number];
const isState = (entry: Entry): entry is StateEntry => "state" in entry;
const isWave = (entry: Entry): entry is WaveEntry => "every" in entry;
const isEvent = (entry: Entry): entry is EventEntry => "event" in entry;
const isConfig = (entry: Entry): entry is ConfigEntry => "configure" in entry;
const isLog = (entry: Entry): entry is LogEntry => "log" in entry;
const byTime = (a: { at: Microseconds }, b: { at: Microseconds }) => a.at - b.at;
