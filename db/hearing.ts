import { setTimeout as pause } from "node:timers/promises";
import type { Engine, Heard } from "./database.ts";

/** Within one server it takes a millisecond. */
const ARRIVES_MS = 2_000;
const LOOK_MS = 1_000;

type Ear = Pick<Engine, "listen"> & AsyncDisposable;
type Parts = {
  listening: Ear;
  /** By another connection: what a session tells itself arrives behind a pooler as well, now and then. */
  notify(channel: string): Promise<unknown>;
};

/**
 * Hears by LISTEN where that works. Behind a transaction pooler nothing arrives that others tell: everybody is told each second
 * instead that something may have been missed, and looks.
 */
export function hearing({ listening, notify }: Parts): Ear & { isHearing(): Promise<boolean> } {
  const looking = eachSecond();
  let found: Promise<boolean> | undefined;

  async function find(): Promise<boolean> {
    const arrives = await isHeard(listening, notify);
    if (!arrives) await listening[Symbol.asyncDispose]();
    return arrives;
  }

  function isHearing(): Promise<boolean> {
    found ??= find().catch((error: unknown) => {
      found = undefined; // away, which says nothing about what stands between
      throw error;
    });
    return found;
  }

  return {
    isHearing,
    listen: async (channel, heard) => ((await isHearing()) ? listening : looking).listen(channel, heard),
    async [Symbol.asyncDispose]() {
      await looking[Symbol.asyncDispose]();
      await listening[Symbol.asyncDispose]();
    },
  };
}

async function isHeard(listening: Ear, notify: Parts["notify"]): Promise<boolean> {
  const channel = `homeops_${crypto.randomUUID()}`;
  const arrived = Promise.withResolvers<boolean>();
  await using _ = await listening.listen(channel, (told) => told !== undefined && arrived.resolve(true));
  await notify(channel);
  return await Promise.race([arrived.promise, pause(ARRIVES_MS, false, { ref: false })]);
}

function eachSecond(): Ear {
  const lookers = new Set<{ heard: Heard }>(); // one entry each: the same function may listen twice
  let timer: NodeJS.Timeout | undefined;
  const rest = () => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    async listen(_channel, heard) {
      const looker = { heard };
      lookers.add(looker);
      timer ??= setInterval(() => {
        for (const each of lookers) each.heard(undefined);
      }, LOOK_MS);
      return {
        async [Symbol.asyncDispose]() {
          lookers.delete(looker);
          if (lookers.size === 0) rest();
        },
      };
    },
    async [Symbol.asyncDispose]() {
      rest();
    },
  };
}
