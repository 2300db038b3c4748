import { z } from "zod";
import type { Home } from "../home.ts";
import { isExposed } from "../house/exposed.ts";
import {
  areaRows,
  childDevices,
  deviceRows,
  displayRow,
  entityRow,
  extendedEntityRow,
  floorRows,
} from "../house/registry-rows.ts";
import { updateEntity } from "../house/update-entity.ts";
import { CommandError, command, nothing } from "../wire/command.ts";

export const registryCommands = [
  command({
    type: "config/entity_registry/list",
    input: nothing,
    run: (_input, client, id) =>
      client.result(
        id,
        entries(client.home).map((entry) => entityRow(client.home, entry)),
      ),
  }),

  command({
    type: "config/entity_registry/list_for_display",
    input: nothing,
    run: (_input, client, id) =>
      client.result(id, {
        entity_categories: { 0: "config", 1: "diagnostic" },
        entities: entries(client.home)
          .filter(({ disabled_by }) => disabled_by === null)
          .map(displayRow),
      }),
  }),

  command({
    type: "config/entity_registry/get",
    input: z.strictObject({ entity_id: z.string() }),
    run: ({ entity_id }, client, id) => {
      const row = extendedEntityRow(client.home, entity_id);
      if (!row) throw new CommandError("not_found", "Entity not found");
      client.result(id, row);
    },
  }),

  command({
    type: "config/entity_registry/get_entries",
    input: z.strictObject({ entity_ids: z.array(z.string()) }),
    run: ({ entity_ids }, client, id) =>
      client.result(
        id,
        Object.fromEntries(entity_ids.map((entityId) => [entityId, extendedEntityRow(client.home, entityId) ?? null])),
      ),
  }),

  command({
    type: "config/entity_registry/update",
    isForAdmin: true,
    input: z.strictObject({
      entity_id: z.string(),
      aliases: z.array(z.string().nullable()).optional(),
      area_id: z.string().nullable().optional(),
      categories: z.record(z.string(), z.string().nullable()).optional(),
      disabled_by: z.literal("user").nullable().optional(),
      hidden_by: z.literal("user").nullable().optional(),
      icon: z.string().nullable().optional(),
      labels: z.array(z.string()).optional(),
      name: z.string().nullable().optional(),
      new_entity_id: z.string().optional(),
    }),
    run({ entity_id, ...changes }, client, id) {
      const entry = updateEntity(client.home, entity_id, changes);
      client.result(id, { entity_entry: extendedEntityRow(client.home, entry.entity_id) });
    },
  }),

  command({
    type: "config/device_registry/list",
    input: nothing,
    run: (_input, client, id) => client.result(id, [...deviceRows(client.home), ...childDevices(client.home)]),
  }),

  command({
    type: "config/area_registry/list",
    input: nothing,
    run: (_input, client, id) => client.result(id, areaRows(client.home)),
  }),

  command({
    type: "config/floor_registry/list",
    input: nothing,
    run: (_input, client, id) => client.result(id, floorRows(client.home)),
  }),

  command({
    type: "config/label_registry/list",
    input: nothing,
    run: (_input, client, id) => client.result(id, []),
  }),

  command({
    type: "config/category_registry/list",
    input: z.strictObject({ scope: z.string() }),
    run: (_input, client, id) => client.result(id, []),
  }),

  command({
    type: "homeassistant/expose_entity/list",
    isForAdmin: true,
    input: nothing,
    run(_input, client, id) {
      const exposed = [...client.home.entities.values()].filter(isExposed);
      const byId = exposed.map(({ entity_id }) => [entity_id, { conversation: true }]);
      client.result(id, { exposed_entities: Object.fromEntries(byId) });
    },
  }),

  command({
    type: "entity/source",
    input: nothing,
    run: (_input, client, id) =>
      client.result(
        id,
        Object.fromEntries(entries(client.home).map(({ entity_id, platform }) => [entity_id, { domain: platform }])),
      ),
  }),
];

const entries = ({ registry }: Home) => [...registry.values()];
