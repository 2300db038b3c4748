import type { z } from "zod";
import type { Capability } from "#server/capability.ts";
import { type Call, command } from "#server/command.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { DevicePage, EntityPage, HouseHits, ListDevices, ListEntities, SearchHouse } from "./contract.ts";
import { presentStates } from "./present.ts";
import { placesShown } from "./shown-present.ts";
import { listDevices, listEntities, searchHouse } from "./shown-queries.ts";

const entities = command({
  name: "house/entities",
  summary: "Entities of a home with their state now",
  input: ListEntities,
  output: EntityPage,
  async run(wanted, call) {
    const items = await entitiesNow(wanted, call);
    return { items, cursor: items.length < wanted.limit ? null : (items.at(-1)?.entity_id ?? null) };
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

/** While the database is away, from memory; who belongs to the home may see it there as here. */
async function entitiesNow(wanted: z.infer<typeof ListEntities>, { db, home, world, asker }: Call) {
  const now = presentStates(world, home);
  try {
    return (await listEntities(db, home, wanted)).map((row) => {
      const state = now.get(row.entity_id);
      return { ...row, state: state?.state ?? null, changed_at: state?.changedAt ?? null };
    });
  } catch (error) {
    const isOfHome = asker.kind === "owner" || asker.kind === "person";
    const shown = isDatabaseAway(error) && isOfHome ? placesShown(world.db, { home, now }, wanted) : undefined;
    if (!shown) throw error;
    return shown;
  }
}

export const house: Capability = { name: "house", commands: [entities, devices, search] };
