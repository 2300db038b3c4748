import { addSilence } from "#server/store/memory/control/queries.ts";
import type { World } from "#server/world.ts";
import { wakeErrands } from "./errands.ts";
import { countForgetting, forgettingOf } from "./forget.ts";
import { heedWishes } from "./wishes.ts";

/** A span of a home, of all or of these rows of house.entity. */
type Wish = { home: number; from: string; to: string; entities: number[] | null };

/** How much it is; `bytes` an estimate. */
export const wouldForget = async ({ db, clock }: World, wish: Wish) =>
  countForgetting(db, clock, await forgettingOf(db, wish));

/** From here on nothing of it comes in, and what is stored goes in the background; a kill changes nothing. */
export async function wishForgotten(world: World, wish: Wish): Promise<void> {
  await addSilence(world.db, { ...wish, kind: "forgotten" });
  await heedWishes(world, wish.home);
  await wakeErrands(world);
}
