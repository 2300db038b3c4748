import { config, states } from "home-assistant-js-websocket/dist/messages.js";
import { z } from "zod";
import type { PresentState } from "#server/store/house/contract.ts";
import { keepHouse } from "#server/store/house/registries.ts";
import { learnHome } from "#server/store/people/people.ts";
import type { World } from "#server/world.ts";
import type { Link } from "./connect/link.ts";
import { presentState, stateObservation } from "./observe/observe.ts";
import { State } from "./observe/wire.ts";
import { readRegistries } from "./registry.ts";
import type { Rememberer } from "./rememberer.ts";
import type { unrecordedEntities } from "./unrecorded-entities.ts";

const HomeFacts = z.looseObject({ state: z.string(), time_zone: z.string(), location_name: z.string().optional() });

export interface ReadParts {
  world: World;
  link: Link;
  rememberer: Rememberer;
  present: Map<string, PresentState>;
  home: number;
  unrecorded: ReturnType<typeof unrecordedEntities>;
}

/** The home as it is now: time zone, registries, and every state as an observation of its own time. */
export async function readHome({ world, link, rememberer, present, home, unrecorded }: ReadParts): Promise<void> {
  const facts = await link.call(config(), HomeFacts);
  await learnHome(world.db, home, { timeZone: facts.time_zone });
  const raw = await link.call(states(), z.array(z.unknown()));
  const read = raw.flatMap((one) => {
    const { success, data } = State.safeParse(one);
    return success ? [data] : [];
  });
  const shown = read.map(presentState);
  const { isWhole, ...registries } = await readRegistries(link);
  const isAllThere = isWhole && facts.state === "RUNNING";
  await keepHouse(world.db, rememberer.directory, { ...registries, states: shown }, isAllThere);
  await rememberer.refreshLeftOut(await unrecorded(shown.map(({ entityId }) => entityId)));
  present.clear();
  for (const state of shown) present.set(state.entityId, state);
  for (const state of read) remember(rememberer, state);
}

function remember(rememberer: Rememberer, state: State): void {
  try {
    rememberer.push(stateObservation(state, { source: "snapshot", context: state.context ?? null }));
  } catch (error) {
    void rememberer.bury(String(error), state).catch(() => {}); // the batch that comes next says that the database is away
  }
}
