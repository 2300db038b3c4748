import type { Capability } from "#server/capability.ts";
import { command } from "#server/command.ts";
import { DevicePage, EntityPage, HouseHits, ListDevices, ListEntities, SearchHouse } from "./contract.ts";
import { presentStates } from "./present.ts";
import { listDevices, listEntities, searchHouse } from "./shown-queries.ts";

const entities = command({
  name: "house/entities",
  summary: "Entities of a home with their state now",
  input: ListEntities,
  output: EntityPage,
  async run(wanted, { db, home, world }) {
    const rows = await listEntities(db, home, wanted);
    const now = presentStates(world, home);
    const items = rows.map((row) => {
      const state = now.get(row.entity_id);
      return { ...row, state: state?.state ?? null, changed_at: state?.changedAt ?? null };
    });
    return { items, cursor: rows.length < wanted.limit ? null : (rows.at(-1)?.entity_id ?? null) };
  },
});

const devices = command({
  name: "house/devices",
  summary: "Devices of a home with their entities",
  input: ListDevices,
  output: DevicePage,
  async run(wanted, { db, home }) {
    const items = await listDevices(db, home, wanted);
    return { items, cursor: items.length < wanted.limit ? null : (items.at(-1)?.device_id ?? null) };
  },
});

const search = command({
  name: "house/search",
  summary: "Entities, devices and areas by what people call them",
  input: SearchHouse,
  output: HouseHits,
  run: async ({ query, limit }, { db, home }) => ({
    items: await searchHouse(db, home, { query, limit }),
    cursor: null,
  }),
});

export const house: Capability = { name: "house", commands: [entities, devices, search] };
