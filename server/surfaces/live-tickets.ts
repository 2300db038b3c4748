import { randomBytes } from "node:crypto";
import { type Clock, milliseconds } from "#server/clock.ts";
import { secretHash } from "#server/secret-hash.ts";
import type { As } from "./asker.ts";
import type { Pass } from "./door.ts";

export const TICKET_SECONDS = 30;
const MOST = 1_000;

export type Admitted = { pass: Pass; as: As | undefined };

/** For sockets that can send neither a cookie nor a header, as those of a browser on another page: each opens one, as whoever asked for it. */
export interface LiveTickets {
  issue(admitted: Admitted): string;
  redeem(ticket: string): Admitted | undefined;
}

export function liveTickets(clock: Pick<Clock, "elapsed">): LiveTickets {
  const issued = new Map<string, Admitted & { until: number }>(); // by hash of the ticket, oldest first
  return {
    issue(admitted) {
      const [oldest] = issued.keys();
      if (oldest !== undefined && issued.size >= MOST) issued.delete(oldest);
      const ticket = randomBytes(32).toString("base64url");
      issued.set(hashOf(ticket), { ...admitted, until: clock.elapsed() + milliseconds({ seconds: TICKET_SECONDS }) });
      return ticket;
    },
    redeem(ticket) {
      const hash = hashOf(ticket);
      const found = issued.get(hash);
      issued.delete(hash);
      return found && found.until > clock.elapsed() && found.pass.holds()
        ? { pass: found.pass, as: found.as }
        : undefined;
    },
  };
}

const hashOf = (ticket: string) => secretHash(ticket).toString("hex");
