import type { World } from "#server/world.ts";
import { intakeOf } from "../connected-homes.ts";
import type { Watched } from "../watched.ts";

/** What comes in from now on is judged by what was just wished. */
export async function heedWishes(world: World, home: number): Promise<Watched[]> {
  const ofHome = [...intakeOf(world).connections.values()].filter(({ row }) => row.home_id === home);
  await Promise.all(ofHome.map(({ rememberer }) => rememberer.refreshLeftOut()));
  return ofHome;
}
