import type { KnownEntity } from "../house/known-house.ts";
import { boundsOf } from "../past/bounds.ts";
import { type Between, pastOf } from "../past/past.ts";
import type { Asked } from "./asked.ts";
import { type Reading, readingsIn } from "./readings.ts";

/** Of so many spans each may be read for itself; of more, all are read at once. */
const MOST_READ_SINGLY = 6;

type Wanted = {
  entity: KnownEntity;
  /** One after the other. */
  spans: readonly Between[];
  isHighest: boolean;
  /** What was measured before the first span, and holds at its beginning, counts. */
  withCarried: boolean;
};

export interface InSpan {
  readonly reading: Reading;
  readonly span: Between;
}

/** The highest or lowest that was measured, the first of equals. Read are only the spans that can hold it by what their hours tell. */
export async function mostIn(asked: Asked, wanted: Wanted): Promise<InSpan | undefined> {
  const { entity, spans, isHighest } = wanted;
  const bounds = await boundsOf(asked.tx, asked.home, entity.key, spans);
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return undefined;
  if (bounds.filter((bound) => !bound).length > MOST_READ_SINGLY)
    return bestOf(wanted, await readingsIn(asked, [entity], { from: first.from, to: last.to }));
  const score = (value: number) => (isHighest ? value : -value);
  const ranked = spans
    .map((span, i) => ({ span, most: mostOf(bounds[i], isHighest) }))
    .sort((one, other) => other.most - one.most || one.span.from - other.span.from);
  let best: InSpan | undefined;
  for (const { span, most } of ranked) {
    if (
      best &&
      (most < score(best.reading.value) || (most === score(best.reading.value) && span.from > best.span.from))
    )
      continue;
    const found = bestOf(wanted, await readingsIn(asked, [entity], span), span);
    if (found && (!best || isBetter(found, best, score))) best = found;
  }
  await sayGaps(asked, { from: first.from, to: last.to });
  return best;
}

const isBetter = (one: InSpan, other: InSpan, score: (value: number) => number): boolean =>
  score(one.reading.value) > score(other.reading.value) ||
  (one.reading.value === other.reading.value && one.reading.at < other.reading.at);

/** Infinite where nothing is known. */
const mostOf = (bounds: Awaited<ReturnType<typeof boundsOf>>[number], isHighest: boolean): number =>
  bounds ? (isHighest ? bounds.highest : -bounds.lowest) : Number.POSITIVE_INFINITY;

function bestOf(
  { spans, isHighest, withCarried }: Wanted,
  all: readonly Reading[],
  only?: Between,
): InSpan | undefined {
  let best: InSpan | undefined;
  for (const reading of all) {
    if (reading.isCarried && !(withCarried && reading.at === spans[0]?.from)) continue;
    if (best && (isHighest ? reading.value <= best.reading.value : reading.value >= best.reading.value)) continue;
    const span = only ?? spans.find(({ from, to }) => reading.at >= from && reading.at < to);
    if (span) best = { reading, span };
  }
  return best;
}

/** Gaps are told of all that was asked about, whatever of it was read. */
async function sayGaps(asked: Asked, between: Between): Promise<void> {
  asked.read.push(await pastOf(asked.tx, asked.home, [], between));
}
