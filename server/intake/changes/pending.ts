import type { Instant } from "#server/clock.ts";
import type { ChangeKind } from "#server/store/changes/contract.ts";
import type { Trigger } from "./triggers.ts";

export interface Wanted extends Trigger {
  /** Of the event that told of it last. */
  readonly at: Instant;
  /** Home Assistant's user. */
  readonly by?: string | undefined;
  /** How often it was tried in vain. */
  readonly misses: number;
}

/** What is to be read, each kind once, however many events asked for it. */
export function pendingReads() {
  const waiting = new Map<ChangeKind, Wanted>();

  return {
    add(wanted: Omit<Wanted, "misses"> & { misses?: number }): void {
      const before = waiting.get(wanted.kind);
      const only = before ? before.only && wanted.only && [...new Set([...before.only, ...wanted.only])] : wanted.only;
      const { kind, at, by = before?.by, misses = before?.misses ?? 0 } = wanted;
      waiting.set(kind, { kind, ...(only ? { only } : {}), at, by, misses });
    },
    take(): Wanted[] {
      const taken = [...waiting.values()];
      waiting.clear();
      return taken;
    },
  };
}
