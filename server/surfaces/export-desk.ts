import { randomBytes } from "node:crypto";
import { type Clock, milliseconds } from "#server/clock.ts";
import { Refusal } from "#server/refusal.ts";
import { secretHash } from "#server/secret-hash.ts";
import type { World } from "#server/world.ts";

const LIFE_MS = milliseconds({ minutes: 5 });
const MOST = 20;

type Offer = { name: string; type: string; pieces(): AsyncGenerator<Uint8Array> };

/** Keeps what somebody may fetch, once; reading begins with fetching. One export is read at a time: it is a look at everything. */
interface ExportDesk {
  offer(offer: Offer): string;
  /** @throws Refusal `no_such_export`, `export_running` */
  fetch(ticket: string): Offer & Disposable;
}

const desks = new WeakMap<World, ExportDesk>();

export function exportsOf(world: World): ExportDesk {
  const desk = desks.get(world) ?? exportDesk(world.clock);
  desks.set(world, desk);
  return desk;
}

function exportDesk(clock: Clock): ExportDesk {
  const offers = new Map<string, Offer & { until: number }>(); // by hash of the ticket, oldest first
  let isRunning = false;

  return {
    offer(offer) {
      const [oldest] = offers.keys();
      if (oldest !== undefined && offers.size >= MOST) offers.delete(oldest);
      const ticket = randomBytes(24).toString("base64url");
      offers.set(hashOf(ticket), { ...offer, until: clock.now() + LIFE_MS });
      return ticket;
    },
    fetch(ticket) {
      const offer = offers.get(hashOf(ticket));
      if (!offer || offer.until < clock.now())
        throw new Refusal("no_such_export", "This export was fetched already, or is too old; ask for it again", {
          status: 404,
        });
      if (isRunning)
        throw new Refusal("export_running", "Another export is being written; fetch this one when it is through", {
          status: 429,
          retryAfterSeconds: 10,
        });
      offers.delete(hashOf(ticket));
      isRunning = true;
      return {
        ...offer,
        [Symbol.dispose]() {
          isRunning = false;
        },
      };
    },
  };
}

const hashOf = (ticket: string) => secretHash(ticket).toString("hex");
