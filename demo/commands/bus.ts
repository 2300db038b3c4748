import { z } from "zod";
import { newContext } from "../house/context.ts";
import type { HomeEvent } from "../house/home-event.ts";
import { CommandError, command, nothing } from "../wire/command.ts";

/** What others than administrators may listen to. Source: homeassistant/auth/permissions/events.py */
const openToAll = new Set([
  "area_registry_updated",
  "category_registry_updated",
  "component_loaded",
  "core_config_updated",
  "device_registry_updated",
  "entity_registry_updated",
  "floor_registry_updated",
  "label_registry_updated",
  "labs_updated",
  "lovelace_updated",
  "panels_updated",
  "recorder_5min_statistics_generated",
  "recorder_hourly_statistics_generated",
  "repairs_issue_registry_updated",
  "service_registered",
  "service_removed",
  "shopping_list_updated",
  "state_changed",
  "themes_updated",
]);

export const busCommands = [
  command({
    type: "subscribe_events",
    input: z.strictObject({ event_type: z.string().default("*") }),
    run({ event_type }, client, id) {
      if (!client.user.isAdmin && !openToAll.has(event_type)) throw new CommandError("unauthorized", "Unauthorized");
      const wants = event_type === "*" ? () => true : ({ type }: HomeEvent) => type === event_type;
      client.subscribe(
        id,
        client.home.listen((event) => wants(event) && client.eventJson(id, event.json)),
      );
      client.result(id);
    },
  }),

  command({
    type: "unsubscribe_events",
    input: z.strictObject({ subscription: z.int().nonnegative() }),
    run({ subscription }, client, id) {
      if (!client.unsubscribe(subscription)) throw new CommandError("not_found", "Subscription not found.");
      client.result(id);
    },
  }),

  command({
    type: "fire_event",
    isForAdmin: true,
    input: z.strictObject({ event_type: z.string(), event_data: z.record(z.string(), z.json()).default({}) }),
    run({ event_type, event_data }, client, id) {
      const { home, user } = client;
      const context = newContext(home.clock.now(), { user: user.id });
      home.fire(event_type, event_data, context);
      client.result(id, { context });
    },
  }),

  command({ type: "ping", input: nothing, run: (_input, client, id) => client.pong(id) }),

  command({
    type: "supported_features",
    input: z.strictObject({ features: z.record(z.string(), z.number()) }),
    run({ features }, client, id) {
      if ("coalesce_messages" in features) client.coalesce();
      client.result(id);
    },
  }),
];
