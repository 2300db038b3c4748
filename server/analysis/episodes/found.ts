import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Episode, EpisodeKind } from "#server/store/memory/episodes/contract.ts";

/** An episode as a stretch of the past shows it; instants are microseconds since the epoch. */
export interface Found {
  readonly entity: number;
  readonly kind: EpisodeKind;
  readonly from: number;
  readonly to: number;
  /** It went on already when the stretch begins; since when is not in it. */
  readonly isCarried: boolean;
  /** It goes on when the stretch ends. */
  readonly isOngoing: boolean;
  readonly amount?: number | undefined;
  readonly usual?: number | undefined;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a stretch shows beside what was kept of it: an episode that reaches out of the stretch keeps its other end. */
export function reconciled(
  found: readonly Found[],
  kept: readonly Episode[],
  stretch: Stretch,
): (Omit<Episode, "told"> & { told: null })[] {
  const reaching = kept.map((episode) => ({
    episode,
    from: toMicroseconds(episode.started_at),
    to: episode.ended_at === null ? Number.POSITIVE_INFINITY : toMicroseconds(episode.ended_at),
  }));
  return found.map((one) => {
    const same = reaching.filter(({ episode }) => episode.entity_id === one.entity && episode.kind === one.kind);
    const before = one.isCarried ? same.find(({ from, to }) => from < stretch.from && to >= stretch.from) : undefined;
    const after = one.isOngoing ? same.find(({ from, to }) => from <= stretch.to && to > stretch.to) : undefined;
    return {
      entity_id: one.entity,
      kind: one.kind,
      started_at: before?.episode.started_at ?? fromMicroseconds(one.from),
      ended_at: one.isOngoing ? (after?.episode.ended_at ?? null) : fromMicroseconds(one.to),
      amount: one.amount ?? null,
      usual: one.usual ?? null,
      told: null,
    };
  });
}
