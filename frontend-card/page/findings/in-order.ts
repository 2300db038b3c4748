import type { FindingShown } from "#server/store/ledger/findings/contract.ts";

export const RANKS = ["critical", "error", "warning", "info"] as const;

/** The worst first, of equal ones the newest. */
export const inOrder = (items: readonly FindingShown[]): FindingShown[] =>
  [...items].sort(
    (one, other) => RANKS.indexOf(one.severity) - RANKS.indexOf(other.severity) || other.finding - one.finding,
  );

/** What is over leaves, and so does what another finding explains by now, unless effects are wanted too. */
export function withNews(
  items: readonly FindingShown[],
  news: readonly FindingShown[],
  areEffectsWanted = false,
): FindingShown[] {
  const fresh = new Set(news.map(({ finding }) => finding));
  const stays = news.filter(({ state, cause }) => state !== "closed" && (areEffectsWanted || cause === null));
  return [...items.filter(({ finding }) => !fresh.has(finding)), ...stays];
}
