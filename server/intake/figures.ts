import { instantOf } from "#server/instant.ts";
import type { Where } from "#server/store/memory/coverage.ts";
import type { World } from "#server/world.ts";
import type { Counters } from "./connect/counters.ts";
import { pulse } from "./pulse.ts";
import { keepMeasured, type Measured, type Minute } from "./queries.ts";
import type { Rememberer } from "./rememberer.ts";

const EVERY = { minutes: 1 };
/** Rows of one quarter of an hour lie side by side; each minute by itself touched every index again. */
const TOGETHER = 15;
/** Longer than the database may be away; what is older goes. */
const MOST = 24 * 60;

export interface FigureParts extends Where {
  rememberer: Pick<Rememberer, "riders" | "entrance">;
  counters: Readonly<Counters>;
  isUp(): boolean;
  told(minute: Measured & { at: string }): void;
}

/** A connection's figures of each minute, kept in groups; a kill costs at most the last group, an end in order none. */
export function keepFigures({ db, clock, log }: World, parts: FigureParts) {
  const { rememberer, counters, isUp, told, ...where } = parts;
  const beats = pulse(clock);
  const unwritten: Minute[] = [];

  function beat(): void {
    const minute = { at: instantOf(clock.now()), ...beats.beat(counters, isUp()) };
    unwritten.push(rememberer.entrance.isPaused() ? { ...minute, event_rate: null } : minute);
    if (unwritten.length > MOST) unwritten.shift();
    told(minute);
    if (unwritten.length % TOGETHER === 0) rememberer.riders.board("figures", write);
  }

  async function write(tx: Parameters<typeof keepMeasured>[0]): Promise<void> {
    const group = [...unwritten];
    await keepMeasured(tx, where, group);
    unwritten.splice(0, group.length);
  }

  const beating = clock.every(EVERY, beat);
  return {
    measured: beats.measured,
    async [Symbol.asyncDispose]() {
      await beating[Symbol.asyncDispose]();
      if (unwritten.length > 0)
        await db.transaction(write).catch((error) => log.debug("the last figures were not written", { error }));
    },
  };
}
