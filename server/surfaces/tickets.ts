import { randomBytes } from "node:crypto";
import { type Clock, milliseconds } from "#server/clock.ts";
import { secretHash } from "#server/secret-hash.ts";

const LIFE_MS = milliseconds({ minutes: 30 });
const MOST = 100;

/** A ticket in an address signs one browser in, once: addresses end up in histories and logs. */
export interface Tickets {
  issue(): string;
  redeem(ticket: string): boolean;
}

export function ticketBook(clock: Clock): Tickets {
  const expiries = new Map<string, number>(); // by hash of the ticket, oldest first
  return {
    issue() {
      const [oldest] = expiries.keys();
      if (oldest !== undefined && expiries.size >= MOST) expiries.delete(oldest);
      const ticket = randomBytes(32).toString("base64url");
      expiries.set(hashOf(ticket), clock.now() + LIFE_MS);
      return ticket;
    },
    redeem(ticket) {
      const hash = hashOf(ticket);
      const expiry = expiries.get(hash) ?? 0;
      return expiries.delete(hash) && expiry > clock.now();
    },
  };
}

const hashOf = (ticket: string) => secretHash(ticket).toString("hex");
