import { isDatabaseAway } from "#server/database-away.ts";
import { instantOf } from "#server/instant.ts";
import type { World } from "#server/world.ts";
import { napping } from "../backlog/nap.ts";
import { intakeOf } from "../connected-homes.ts";
import type { Errand, ErrandWork } from "./errand.ts";
import { forgetErrands } from "./forget.ts";
import { keepLessErrands } from "./keep-less-past.ts";
import { nightly } from "./nightly.ts";

const LOOKS_SECONDS = 60;
const TOLD_MS = 500;

type Desk = { waiting: Errand[]; wake(): Promise<void> };
const desks = new WeakMap<World["db"], Desk>(); // the database is the world's identity

/** Those that wait and the one that goes on, first. */
export const errandsOf = ({ db }: Pick<World, "db">): readonly Errand[] => desks.get(db)?.waiting ?? [];

/** After a wish was written: from then on errandsOf() tells of it. */
export const wakeErrands = async ({ db }: Pick<World, "db">): Promise<void> => desks.get(db)?.wake();

/** One after the other, and what goes by night in between: none of them reads what another is just deleting. */
export function runErrands(world: World): AsyncDisposable {
  const { db, clock, log } = world;
  const bed = napping(clock);
  const stop = new AbortController();
  let current: Errand | undefined;
  const desk: Desk = {
    waiting: [],
    async wake() {
      bed.wake();
      await find();
    },
  };
  desks.set(db, desk);
  const night = nightly(world, stop.signal);
  let toldAt = 0;
  let isTold = false; // that something could not be done

  const changed = () => intakeOf(world).changed.emit();

  async function find(): Promise<ErrandWork[]> {
    const found = [...(await forgetErrands(world, instantOf(clock.now()))), ...(await keepLessErrands(world))];
    desk.waiting = found.map(({ errand }) => (errand.key === current?.key ? current : errand));
    changed();
    return found;
  }

  async function runOne({ errand, run }: ErrandWork): Promise<void> {
    const stepped = () => {
      errand.done++;
      if (clock.elapsed() - toldAt < TOLD_MS) return;
      toldAt = clock.elapsed();
      changed();
    };
    current = errand;
    await run({ signal: stop.signal, stepped }).finally(() => {
      current = undefined;
    });
  }

  async function runAll(): Promise<void> {
    for (;;) {
      const [first] = await find();
      if (!first || stop.signal.aborted) return;
      await runOne(first);
    }
  }

  async function keepOn(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        await runAll();
        await night();
        isTold = false;
      } catch (error) {
        // That the database is away is said elsewhere.
        if (!isTold && !isDatabaseAway(error))
          log.warn("what is to go could not; it is tried again each minute", { error });
        isTold ||= !isDatabaseAway(error);
      }
      if (!stop.signal.aborted) await bed.nap(LOOKS_SECONDS);
    }
  }

  const running = keepOn();
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      bed.wake();
      await running;
    },
  };
}
