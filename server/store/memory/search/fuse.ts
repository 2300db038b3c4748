/** How steeply a rank counts; 60 in the paper by Cormack, which is about thousands of hits. */
const K = 10;

export type List = {
  /** Best first; those of one score share a rank. */
  readonly hits: readonly { id: number; score: number }[];
  readonly weight: number;
};

/** Reciprocal rank fusion: what several lists have near their heads comes first. */
export function fuse(lists: readonly List[]): Map<number, number> {
  const fused = new Map<number, number>(); // by id
  for (const { hits, weight } of lists) {
    let rank = 0;
    let last: number | undefined;
    for (const { id, score } of hits) {
      if (score !== last) rank++;
      last = score;
      fused.set(id, (fused.get(id) ?? 0) + weight / (K + rank));
    }
  }
  return fused;
}
