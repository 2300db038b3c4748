import type { Capability } from "./capability.ts";
import { isDatabaseAway } from "./database-away.ts";
import { failure } from "./failure.ts";
import type { Gauges } from "./gauge.ts";
import type { World } from "./world.ts";

const AGAIN = { seconds: 1 };

type Parts = {
  world: World;
  gauges: Gauges;
  /** Resolves when the database can be used. */
  ready: Promise<void>;
};

/** Starts the rooms in their order; one that cannot do without the database starts once it is there. */
export async function openRooms(rooms: readonly Capability[], parts: Parts): Promise<AsyncDisposable> {
  const { clock, log } = parts.world;
  await using opening = new AsyncDisposableStack();
  const late: Capability[] = [];
  for (const room of rooms) if (!(await isOpen(room, opening, parts))) late.push(room);
  const opened = opening.move();
  const stop = new AbortController();

  async function openLate(): Promise<void> {
    await Promise.race([parts.ready, new Promise((resolve) => stop.signal.addEventListener("abort", resolve))]);
    for (const room of late) {
      while (!stop.signal.aborted && !(await isOpen(room, opened, parts))) await clock.sleep(AGAIN, stop.signal);
    }
  }

  const opens = late.length > 0 ? openLate() : Promise.resolve();
  opens.catch((error: unknown) => log.error("a room could not be started", failure(error)));
  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await opens.catch(() => {});
      await opened.disposeAsync();
    },
  };
}

/** False where the database is away; of a start that came to nothing, nothing stays. */
async function isOpen({ start }: Capability, stack: AsyncDisposableStack, { world, gauges }: Parts): Promise<boolean> {
  await using own = new AsyncDisposableStack();
  try {
    await start?.(world, own, gauges);
  } catch (error) {
    if (isDatabaseAway(error)) return false;
    throw error;
  }
  stack.use(own.move());
  return true;
}
