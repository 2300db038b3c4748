import type { z } from "zod";
import type { Capability } from "#server/capability.ts";
import { type Call, command } from "#server/command.ts";
import { isDatabaseAway } from "#server/database-away.ts";
import { type Law, lawOf, toldNow } from "#server/law.ts";
import {
  DevicePage,
  EntityPage,
  HouseHits,
  ListDevices,
  ListEntities,
  type PresentState,
  SearchHouse,
} from "./contract.ts";
import { presentStates } from "./present.ts";
import { placesShown } from "./shown-present.ts";
import { listDevices, listEntities, searchHouse } from "./shown-queries.ts";

const entities = command({
  name: "house/entities",
  isForGuests: true,
  summary: "Entities of a home with their state now",
  input: ListEntities,
  isForSpeakers: true,
  output: EntityPage,
  async run(wanted, call) {
    const items = await entitiesNow(wanted, call);
    return { items, cursor: items.length < wanted.limit ? null : (items.at(-1)?.entity_id ?? null) };
  },
});

const devices = command({
  name: "house/devices",
  isForGuests: true,
  summary: "Devices of a home with their entities",
  input: ListDevices,
  isForSpeakers: true,
  output: DevicePage,
  async run(wanted, { db, home }) {
    const items = await listDevices(db, home, wanted);
    return { items, cursor: items.length < wanted.limit ? null : (items.at(-1)?.device_id ?? null) };
  },
});

const search = command({
  name: "house/search",
  isForGuests: true,
  summary: "Entities, devices and areas by what people call them",
  input: SearchHouse,
  isForSpeakers: true,
  output: HouseHits,
  run: async ({ query, limit }, { db, home }) => ({
    items: await searchHouse(db, home, { query, limit }),
    cursor: null,
  }),
});

/** While the database is away, from memory; who may see what stands in the database, so that only the owner, who may see all, is shown it. */
async function entitiesNow(wanted: z.infer<typeof ListEntities>, { db, home, world, asker }: Call) {
  const now = presentStates(world, home);
  try {
    return await db.transaction(async (tx) => {
      const law = await lawOf(tx, asker);
      return (await listEntities(tx, home, wanted)).map((row) => shown(row, now.get(row.entity_id), law));
    });
  } catch (error) {
    const isTold = isDatabaseAway(error) && asker.kind === "owner";
    const known = isTold ? placesShown(world.db, { home, now }, wanted) : undefined;
    if (!known) throw error;
    return known;
  }
}

function shown<Row>(row: Row, present: PresentState | undefined, law: Law) {
  const { state, changedAt } = present ? toldNow(law, present) : { state: null, changedAt: null };
  return { ...row, state, changed_at: changedAt };
}

export const house: Capability = { name: "house", commands: [entities, devices, search] };
