import { z } from "zod";
import { timeOf } from "../house/chronicle.ts";
import type { HomeEvent } from "../house/home-event.ts";
import { isContinuous, liveEntries, logbook, speaksOf } from "../house/logbook.ts";
import { epochSeconds, recordedSeconds } from "../moment.ts";
import { CommandError, command } from "../wire/command.ts";
import { stream } from "../wire/stream.ts";
import { momentOf } from "./history.ts";

const coalesceMs = 350;
const linking = new Set(["call_service"]);
const told = new Set(["automation_triggered", "script_started", "logbook_entry", "homeassistant_start"]);

export const logbookCommands = [
  command({
    type: "logbook/get_events",
    input: z.strictObject({
      start_time: z.string(),
      end_time: z.string().optional(),
      entity_ids: z.array(z.string()).optional(),
      device_ids: z.array(z.string()).optional(),
      context_id: z.string().optional(),
    }),
    run({ start_time, end_time, ...filter }, client, id) {
      const now = client.home.clock.now();
      const start = momentOf(start_time, "start_time");
      const end = end_time === undefined ? now : momentOf(end_time, "end_time");
      if (filter.context_id && (filter.entity_ids || filter.device_ids))
        throw new CommandError("unknown_error", "Unknown error");
      client.result(id, start > now ? [] : logbook(client.home, start, Math.min(end, now + 1), filter));
    },
  }),

  command({
    type: "logbook/event_stream",
    input: z.strictObject({
      start_time: z.string(),
      end_time: z.string().optional(),
      entity_ids: z.array(z.string()).optional(),
      device_ids: z.array(z.string()).optional(),
    }),
    run({ start_time, end_time, ...filter }, client, id) {
      const { home } = client;
      const now = home.clock.now();
      const start = momentOf(start_time, "start_time");
      if (start > now) throw new CommandError("invalid_start_time", "Invalid start_time");
      const end = end_time === undefined ? undefined : momentOf(end_time, "end_time");
      if (end !== undefined && end < start) throw new CommandError("invalid_end_time", "Invalid end_time");
      client.result(id);
      const isLive = end === undefined || end > now;
      const until = isLive ? now : end;
      const span = { start_time: epochSeconds(start), end_time: epochSeconds(until) };
      const past = logbook(home, start, isLive ? until + 1 : until, filter);
      client.event(id, { events: past, ...span, ...(isLive ? { partial: true } : {}) });
      if (!isLive) return client.subscribe(id, () => {});
      // Core asks its database once more, for what was not committed; here everything is
      client.event(id, { events: [], ...span });
      const wanted = filter.entity_ids && new Set(filter.entity_ids);
      const isTold = (event: HomeEvent) => isToldLive(event, wanted);
      stream(client, id, { isTold, end, coalesceMs }, (events) => {
        const rows = events
          .flatMap((event) => event.change?.new ?? event)
          .filter((row) => !linking.has("type" in row ? row.type : ""));
        const entries = liveEntries(
          home,
          rows.sort((a, b) => timeOf(a) - timeOf(b)),
        );
        return entries.length > 0 ? { events: entries } : undefined;
      });
    },
  }),

  command({
    type: "logbook/get_action_calls",
    isForAdmin: true,
    input: z.strictObject({ start_time: z.string(), end_time: z.string().optional() }),
    run({ start_time, end_time }, client, id) {
      const { home } = client;
      const start = momentOf(start_time, "start_time");
      const end = end_time === undefined ? home.clock.now() + 1 : momentOf(end_time, "end_time");
      const calls = home.chronicle.between(start, end).filter(({ type }) => type === "call_service");
      client.result(
        id,
        calls.map(({ at, data, context }) => ({
          domain: data.domain,
          service: data.service,
          service_data: data.service_data ?? {},
          context_id: context.id,
          when: recordedSeconds(at),
          ...(context.user_id ? { context_user_id: context.user_id } : {}),
        })),
      );
    },
  }),
];

function isToldLive(event: HomeEvent, wanted: ReadonlySet<string> | undefined): boolean {
  const { change } = event;
  if (!change) return told.has(event.type) && (!wanted || speaksOf(event, wanted));
  if (!change.old || !change.new || change.old.state === change.new.state) return false;
  return !isContinuous(change.new) && (!wanted || wanted.has(change.entity_id));
}
