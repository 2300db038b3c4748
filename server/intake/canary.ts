import { z } from "zod";
import type { Clock } from "#server/clock.ts";
import type { Link } from "./connect/link.ts";

export const CANARY = "homeops_canary";
const EVERY = { seconds: 60 };
const SILENCE_MS = 180_000;
/** A song is heard again within so long. */
const LATE_MS = 5_000;

const Song = z.object({ id: z.string() });

export interface CanaryParts {
  link: Link;
  clock: Clock;
  /** Milliseconds from HomeOps through Home Assistant's bus and back. */
  sang(roundTripMs: number): void;
  /** Nothing came through for so long that the link was given up. */
  gaveUp(): void;
}

/**
 * An event of our own through Home Assistant's bus and back. A link may answer each ping while nothing that happens arrives any
 * more, because a subscription was lost or the bus hangs; after three minutes without a song it is given up and made anew.
 */
export function keepCanary({ link, clock, sang, gaveUp }: CanaryParts) {
  const flying = new Map<string, number>(); // by id: when it was let go, in milliseconds
  let heardAt = clock.elapsed();

  function fly(): void {
    const id = crypto.randomUUID();
    flying.set(id, clock.elapsed());
    link.call({ type: "fire_event", event_type: CANARY, event_data: { id } }, z.unknown()).catch(() => {}); // silence tells
  }

  function flyOrGiveUp(): void {
    if (clock.elapsed() - heardAt < SILENCE_MS) {
      fly();
      return;
    }
    gaveUp();
    link.close("Home Assistant answers, but what happens there has not arrived for three minutes.");
  }

  return {
    /** Also of a canary that another HomeOps let go; it is passed over. */
    heard(data: unknown): void {
      const id = Song.safeParse(data).data?.id ?? "";
      const since = flying.get(id);
      if (since === undefined) return;
      flying.clear();
      heardAt = clock.elapsed();
      sang(heardAt - since);
    },
    /** For how long nothing has come through, in milliseconds; 0 while each song comes back in time. */
    deafMs(): number {
      const isLate = clock.elapsed() - Math.min(...flying.values()) > LATE_MS;
      return isLate ? clock.elapsed() - heardAt : 0;
    },
    begin(): AsyncDisposable {
      heardAt = clock.elapsed();
      fly();
      return clock.every(EVERY, flyOrGiveUp);
    },
  };
}
