import { z } from "zod";
import type { Home } from "../home.ts";
import type { HomeEvent } from "../house/home-event.ts";
import { needAttributesDomains, significantDomains, significantStates } from "../house/recorded.ts";
import { domainOf, type State } from "../house/state.ts";
import { epochSeconds, type Microseconds, parseMoment, recordedSeconds, second } from "../moment.ts";
import { type Client, CommandError, command } from "../wire/command.ts";
import { stream } from "../wire/stream.ts";

const Period = z.strictObject({
  start_time: z.string(),
  end_time: z.string().optional(),
  entity_ids: z.array(z.string()),
  include_start_time_state: z.boolean().default(true),
  significant_changes_only: z.boolean().default(true),
  minimal_response: z.boolean().default(false),
  no_attributes: z.boolean().default(false),
});
type Period = z.infer<typeof Period>;
type Rows = Record<string, Record<string, unknown>[]>;

/** Core gathers what is said for this long before it tells a stream. */
const coalesceMs = 350;

export const historyCommands = [
  command({
    type: "history/history_during_period",
    input: Period,
    run(period, client, id) {
      const { home } = client;
      const start = momentOf(period.start_time, "start_time");
      const end = period.end_time ? momentOf(period.end_time, "end_time") : home.clock.now() + 1;
      if (start > home.clock.now()) return client.result(id, {});
      expectEntityIds(home, period.entity_ids);
      client.result(id, rows(home, start, end, period));
    },
  }),

  command({
    type: "history/stream",
    input: Period,
    run(period, client, id) {
      const { home } = client;
      const now = home.clock.now();
      const start = momentOf(period.start_time, "start_time");
      if (start > now) throw new CommandError("invalid_start_time", "Invalid start_time");
      const end = period.end_time ? momentOf(period.end_time, "end_time") : undefined;
      if (end !== undefined && end < start) throw new CommandError("invalid_end_time", "Invalid end_time");
      expectEntityIds(home, period.entity_ids);
      client.result(id);
      const until = Math.min(end ?? now, now);
      // A live stream comes next, so what happens at this very microsecond belongs to the past
      const told = rows(home, start, until === end ? end : until + 1, period);
      client.event(id, {
        states: told,
        start_time: epochSeconds(start),
        end_time: lastTime(told) ?? epochSeconds(until),
      });
      if (end !== undefined && end <= now) return client.subscribe(id, () => {});
      goLive(client, id, period, end);
    },
  }),
];

function goLive(client: Client, id: number, period: Period, end: Microseconds | undefined): void {
  const wanted = new Set(period.entity_ids);
  const isTold = ({ change }: HomeEvent): boolean => {
    if (!change?.old || !change.new || !wanted.has(change.entity_id)) return false;
    const onlySignificant = period.significant_changes_only || period.minimal_response;
    return (
      !onlySignificant || change.old.state !== change.new.state || significantDomains.has(domainOf(change.entity_id))
    );
  };
  stream(client, id, { isTold, end, coalesceMs }, (events) => {
    const states = events.flatMap(({ change }) => change?.new ?? []);
    const byEntity = Object.groupBy(states, ({ entity_id }) => entity_id);
    const told = Object.entries(byEntity).map(([entityId, said = []]) => [
      entityId,
      said.map((state) => liveRow(state, period.no_attributes)),
    ]);
    return { states: Object.fromEntries(told) };
  });
}

function liveRow(state: State, noAttributes: boolean): Record<string, unknown> {
  return {
    s: state.state,
    ...(noAttributes && !needAttributesDomains.has(state.domain) ? {} : { a: state.attributes }),
    lu: recordedSeconds(state.updated),
    ...(state.changed === state.updated ? {} : { lc: epochSeconds(state.changed) }),
  };
}

function rows(home: Home, start: Microseconds, end: Microseconds, period: Period): Rows {
  const told: Rows = {};
  for (const entityId of period.entity_ids) {
    const entity = home.entities.get(entityId);
    const entityRows = entity ? significantStates(entity, start, Math.min(end, home.clock.now() + 1), period) : [];
    if (entityRows.length > 0) told[entityId] = entityRows;
  }
  return told;
}

const lastTime = (told: Rows): number | undefined => {
  const times = Object.values(told).map((entityRows) => Number(entityRows.at(-1)?.lu));
  return times.length > 0 ? Math.round(Math.max(...times) * second) / second : undefined;
};

export function momentOf(text: string, member: "start_time" | "end_time"): Microseconds {
  const moment = parseMoment(text);
  if (moment === undefined) throw new CommandError(`invalid_${member}`, `Invalid ${member}`);
  return moment;
}

function expectEntityIds(home: Home, entityIds: readonly string[]): void {
  const isValid = (id: string) => home.states.has(id) || /^(?!_)[\da-z_]+(?<!_)\.(?!_)[\da-z_]+(?<!_)$/.test(id);
  if (!entityIds.every(isValid)) throw new CommandError("invalid_entity_ids", "Invalid entity_ids");
}
