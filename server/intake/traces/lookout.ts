import { z } from "zod";
import type { TraceDomain } from "#server/store/memory/traces/trace.ts";

/** Runs of the same automation that follow each other closely are asked for together. */
const SETTLE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** A run that waits for hours is left to the sweep. */
const MOST_TRIES = 10;
/** Between two sweeps. Something runs all the time: the sweep's samples of it are enough. */
const MOST_LOOKS = 30;
const MOST_ITEMS = 500;

/** An automation or script whose runs are worth a look. */
export interface Look {
  readonly domain: TraceDomain;
  readonly item_id: string;
  readonly at: number;
  readonly tries: number;
}

/** Source: homeassistant/components/automation/entity.py and script/entity.py; without an id there are no traces. */
const Started = z.discriminatedUnion("event_type", [
  z.object({ event_type: z.literal("automation_triggered"), data: z.object({ item_id: z.string() }) }),
  z.object({ event_type: z.literal("script_started"), data: z.object({ item_id: z.string() }) }),
]);

export function startLookout() {
  const looks = new Map<string, Look>(); // by domain and item
  const counts = new Map<string, number>(); // the same

  function plan(look: Look): boolean {
    const key = `${look.domain}.${look.item_id}`;
    const count = (counts.get(key) ?? 0) + 1;
    if (looks.has(key) || count > MOST_LOOKS) return true;
    if (looks.size === MOST_ITEMS) return false;
    counts.set(key, count);
    looks.set(key, look);
    return true;
  }

  return {
    /** False where more is going on than can be looked at one by one. */
    noticed(event: { event_type: string; data: unknown }, now: number): boolean {
      const { success, data: started } = Started.safeParse(event);
      if (!success) return true;
      const domain = started.event_type === "script_started" ? "script" : "automation";
      return plan({ domain, item_id: started.data.item_id, at: now + SETTLE_MS, tries: 0 });
    },

    /** Hands out what is due; it is not due any more. */
    due(now: number): Look[] {
      const due = [...looks].filter(([, look]) => look.at <= now);
      for (const [key] of due) looks.delete(key);
      return due.map(([, look]) => look);
    },

    /** The run was not over; later it may be. */
    again({ domain, item_id, tries }: Look, now: number): void {
      const pause = Math.min(SETTLE_MS * 2 ** tries, LONGEST_PAUSE_MS);
      if (tries < MOST_TRIES) plan({ domain, item_id, at: now + pause, tries: tries + 1 });
    },

    /** A sweep looks at everything, and a new count begins. */
    forget(): void {
      counts.clear();
    },
  };
}
