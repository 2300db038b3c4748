import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Database } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { presentState } from "#server/intake/observe/observe.ts";
import { State } from "#server/intake/observe/wire.ts";
import { type PresentState, RegistryDevice, RegistryEntity } from "#server/store/house/contract.ts";
import { keepHouse } from "#server/store/house/registries.ts";
import { emptyHouse } from "#server/store/house/testing.ts";
import { type HouseNow, houseNow, readIntegrations } from "../house-now.ts";

const DAY_US = 86_400e6;

const Step = z.object({
  what: z.string(),
  at: z.string(),
  config_entries: z.array(z.unknown()),
  flows: z.array(z.unknown()).default([]),
  states: z.array(State),
});
const Recorded = z.object({
  source: z.string(),
  how: z.enum(["recorded", "composed"]),
  home_assistant: z.string(),
  steps: z.tuple([Step.extend({ entities: z.array(RegistryEntity), devices: z.array(RegistryDevice) })]).rest(Step),
});

/**
 * For tests: a house as HomeOps sees it from what Home Assistant's websocket told of a source, through its own intake and
 * registries. `step`: after which of the things that were recorded; `minutes`: so long after it.
 */
export async function replayed(source: string, db: Database) {
  const file = join(import.meta.dirname, "fixtures", `${source}.json`);
  const { steps } = Recorded.parse(JSON.parse(await readFile(file, "utf8")));
  const directory = await emptyHouse(db);
  const { entities, devices } = steps[0];
  const states = steps[0].states.map(presentState).map(dayBefore);
  await keepHouse(db, directory, { entities, devices, items: new Map(), states });
  return async (step: number, minutes: number): Promise<HouseNow> => {
    const past = steps.slice(1, step + 1);
    const { at, config_entries, flows } = past.at(-1) ?? steps[0];
    const later = past.flatMap((one) => one.states.map(presentState));
    const present = new Map([...states, ...later].map((state) => [state.entityId, state]));
    const answers: Record<string, unknown> = {
      "config_entries/get": config_entries,
      "config_entries/flow/progress": flows,
    };
    const integrations = await readIntegrations({ call: async ({ type }, schema) => schema.parse(answers[type]) });
    const now = toMicroseconds(at) / 1e6 + minutes * 60;
    return db.transaction((tx) =>
      houseNow(tx, { home: directory.place.home, now, present, reported: new Map(), integrations }),
    );
  };
}

/** What was recorded within minutes is told as if all had been well for a day before. */
const dayBefore = (state: PresentState): PresentState => ({
  ...state,
  changedAt: fromMicroseconds(toMicroseconds(state.changedAt) - DAY_US),
});
