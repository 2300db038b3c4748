import { isDeepStrictEqual } from "node:util";
import type { Call } from "#server/command.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { soon } from "#server/soon.ts";
import type { HomeState } from "./contract.ts";
import { homeState, recentlyKnown } from "./state.ts";

const GATHER = { seconds: 0.5 };
const EVERY = { seconds: 30 };

/** A home's state now, and again each time that it is another; Home Assistant keeps every one that it hears. */
export async function followState(_: object, { world, home }: Call, send: (items: HomeState[]) => void) {
  let last: HomeState | undefined;
  async function tell(): Promise<void> {
    const now = await homeState(world, home, recentlyKnown);
    if (isDeepStrictEqual(now, last)) return;
    last = now;
    send([now]);
  }
  const look = soon(world.clock, GATHER, tell, (error) =>
    world.log.debug("a home's live state fell behind", { error }),
  );
  const listening = intakeOf(world).changed.on(look.call);
  const ticking = world.clock.every(EVERY, look.call);
  last = await homeState(world, home, recentlyKnown);
  return {
    snapshot: [last],
    async close() {
      listening[Symbol.dispose]();
      await ticking[Symbol.asyncDispose]();
      await look[Symbol.asyncDispose]();
    },
  };
}
