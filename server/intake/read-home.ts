import { config, states } from "home-assistant-js-websocket/dist/messages.js";
import { z } from "zod";
import type { PresentState } from "#server/store/house/contract.ts";
import { keepHouse } from "#server/store/house/registries.ts";
import { keepLaw } from "#server/store/people/law/keep-law.ts";
import { learnHome } from "#server/store/people/people.ts";
import type { World } from "#server/world.ts";
import type { Link } from "./connect/link.ts";
import { readExposed } from "./exposed.ts";
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
  /** Does what needs the database as soon as it answers. */
  patiently<T>(work: () => Promise<T>): Promise<T>;
  /** What people call their home there. */
  named(name: string): Promise<void>;
  /** What Home Assistant's clock showed, or shows later than. */
  timed(at: string): void;
}

/** The home as it is now: time zone, registries, and every state as an observation of its own time. Answers whether it runs. */
export async function readHome(parts: ReadParts): Promise<boolean> {
  const { world, link, rememberer, present, home } = parts;
  const facts = await link.call(config(), HomeFacts);
  const raw = await link.call(states(), z.array(z.unknown()));
  const read = raw.flatMap((one) => {
    const { success, data } = State.safeParse(one);
    return success ? [data] : [];
  });
  for (const { last_updated } of read) parts.timed(last_updated);
  present.clear();
  for (const state of read) present.set(state.entity_id, presentState(state));
  const isRunning = facts.state === "RUNNING";
  await readHouse(parts, isRunning);
  await parts.patiently(() => learnHome(world.db, home, { timeZone: facts.time_zone }));
  if (facts.location_name) await parts.named(facts.location_name);
  for (const state of read) remember(rememberer, state);
  return isRunning;
}

/** The registries, and what is to be left out by them; the states are those present. */
export async function readHouse(
  { world, link, rememberer, present, unrecorded, patiently }: ReadParts,
  isRunning = true,
): Promise<void> {
  const { isWhole, ...registries } = await readRegistries(link);
  const house = { ...registries, states: [...present.values()] };
  const exposed = await readExposed(link, house);
  await patiently(() => keepHouse(world.db, rememberer.directory, house, isWhole && isRunning));
  await patiently(() => keepLaw(world.db, rememberer.directory.place, { states: house.states, exposed }));
  const leftOut = await unrecorded(present.keys());
  await patiently(() => rememberer.refreshLeftOut(leftOut));
}

function remember(rememberer: Rememberer, state: State): void {
  try {
    rememberer.push(stateObservation(state, { source: "snapshot", context: state.context ?? null }));
  } catch (error) {
    void rememberer.bury(String(error), state).catch(() => {}); // the batch that comes next says that the database is away
  }
}
