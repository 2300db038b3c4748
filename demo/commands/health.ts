import { z } from "zod";
import type { Home } from "../home.ts";
import { related } from "../house/related.ts";
import { epochSeconds } from "../moment.ts";
import { CommandError, command, nothing } from "../wire/command.ts";

/** Core keeps so many of its log lines, equal ones as one. */
const mostLogEntries = 50;
const mostMessages = 5;

export const healthCommands = [
  command({
    type: "repairs/list_issues",
    input: nothing,
    run: (_input, client, id) => client.result(id, { issues: [] }),
  }),

  command({
    type: "system_log/list",
    isForAdmin: true,
    input: nothing,
    run: (_input, client, id) => client.result(id, logEntries(client.home)),
  }),

  command({
    type: "energy/get_prefs",
    input: nothing,
    run(_input, client, id) {
      const meter = [...client.home.entities.values()].find(
        ({ attributes }) => attributes.device_class === "energy" && attributes.state_class === "total_increasing",
      );
      if (!meter) throw new CommandError("not_found", "No prefs");
      const grid = {
        type: "grid",
        stat_energy_from: meter.entity_id,
        stat_energy_to: null,
        stat_cost: null,
        entity_energy_price: null,
        number_energy_price: null,
        stat_compensation: null,
        entity_energy_price_export: null,
        number_energy_price_export: null,
        cost_adjustment_day: 0,
      };
      client.result(id, { energy_sources: [grid], device_consumption: [], device_consumption_water: [] });
    },
  }),

  command({
    type: "backup/info",
    isForAdmin: true,
    input: nothing,
    run: (_input, client, id) =>
      client.result(id, {
        agent_errors: {},
        agent_error_translations: {},
        backups: [],
        last_attempted_automatic_backup: null,
        last_completed_automatic_backup: null,
        last_action_event: null,
        next_automatic_backup: null,
        next_automatic_backup_additional: false,
        state: "idle",
      }),
  }),

  command({
    type: "search/related",
    input: z.strictObject({
      item_type: z.enum([
        "area",
        "automation",
        "config_entry",
        "device",
        "entity",
        "floor",
        "person",
        "scene",
        "script",
      ]),
      item_id: z.string(),
      include_disabled_entities: z.boolean().default(false),
    }),
    run: ({ item_type, item_id }, client, id) => client.result(id, related(client.home, item_type, item_id)),
  }),
];

/** Newest first, equal ones counted. Source: homeassistant/components/system_log/__init__.py */
function logEntries({ log }: Home): Record<string, unknown>[] {
  const lines = log.filter(({ level }) => level !== "DEBUG" && level !== "INFO");
  const byOrigin = Object.values(Object.groupBy(lines, ({ logger, level }) => `${logger} ${level}`));
  const entries = byOrigin.flatMap((equal = []) => {
    const [first, last] = [equal[0], equal.at(-1)];
    if (!first || !last) return [];
    return {
      name: first.logger,
      message: [...new Set(equal.map(({ message }) => message))].slice(-mostMessages),
      level: first.level,
      source: [`${first.logger.replaceAll(".", "/").replace(/^homeassistant\//, "")}/__init__.py`, 1],
      timestamp: epochSeconds(last.at),
      exception: "",
      count: equal.length,
      first_occurred: epochSeconds(first.at),
    };
  });
  return entries.sort((a, b) => b.timestamp - a.timestamp).slice(0, mostLogEntries);
}
