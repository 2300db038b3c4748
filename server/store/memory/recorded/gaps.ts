import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { Where } from "../coverage.ts";
import * as queries from "./gap-queries.ts";
import { keepImportGaps } from "./queries.ts";
import type { RecordedImport } from "./recorded-import.ts";

export type Span = { from: string; to: string };
type Import = Pick<RecordedImport, "id" | "gaps">;

/** What an import has filled is covered; gaps that it closes, whole or in part, are kept as they were with it. */
export async function coverImported(tx: Queries, where: Where, it: Import & { spans: readonly Span[] }): Promise<void> {
  for (const span of it.spans) await queries.addImportedCoverage(tx, where, it.id, span);
  await closeGaps(tx, where, it);
  for (const pause of between(it.spans)) await queries.addDowntime(tx, where, it.id, pause);
}

async function closeGaps(
  tx: Queries,
  where: Where,
  { id, gaps, spans }: Import & { spans: readonly Span[] },
): Promise<void> {
  const [first, last] = [spans[0], spans.at(-1)];
  if (!first || !last) return;
  const open = await queries.gapsWithin(tx, where, { from: first.from, to: last.to });
  const closed = open.filter((gap) => remainder(gap, spans).length !== 1 || isShorter(gap, spans));
  for (const gap of closed) {
    await queries.removeGap(tx, gap.id);
    for (const left of remainder(gap, spans)) await queries.addGap(tx, where, { ...gap, ...left });
  }
  if (closed.length > 0) await keepImportGaps(tx, { id, gaps: [...gaps, ...closed.map(({ id: _, ...gap }) => gap)] });
}

/** Gaps are again as they were before an import, save what others have filled since. */
export async function uncoverImported(tx: Queries, where: Where, { id, gaps }: Import): Promise<void> {
  await queries.removeImportedCoverage(tx, id);
  for (const gap of gaps) {
    await queries.removeRemainders(tx, where, gap);
    await queries.addGap(tx, where, gap);
  }
  for (const other of await queries.otherImports(tx, where, id))
    await closeGaps(tx, where, { ...other, spans: await queries.importedCoverage(tx, other.id) });
}

/** What is left of a span without those others, which are in their order. */
function remainder({ from, to }: Span, spans: readonly Span[]): Span[] {
  const left: Span[] = [];
  let at = toMicroseconds(from);
  const end = toMicroseconds(to);
  for (const span of spans) {
    const [begins, ends] = [toMicroseconds(span.from), toMicroseconds(span.to)];
    if (ends <= at || begins >= end) continue;
    if (begins > at) left.push({ from: fromMicroseconds(at), to: fromMicroseconds(begins) });
    at = ends;
  }
  if (at < end) left.push({ from: fromMicroseconds(at), to: fromMicroseconds(end) });
  return left;
}

const isShorter = (gap: Span, spans: readonly Span[]): boolean =>
  remainder(gap, spans).some(
    ({ from, to }) =>
      toMicroseconds(from) !== toMicroseconds(gap.from) || toMicroseconds(to) !== toMicroseconds(gap.to),
  );

const between = (spans: readonly Span[]): Span[] =>
  spans.slice(1).flatMap((span, i) => {
    const before = spans[i];
    return before && toMicroseconds(before.to) < toMicroseconds(span.from) ? [{ from: before.to, to: span.from }] : [];
  });
