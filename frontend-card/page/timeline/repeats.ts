import { isReading, type Row } from "./order.ts";

const FLAPS = 6;
const QUARTER_MS = 900_000;

/** What went to and fro again and again in a quarter of an hour, while nothing else happened, is a row for each state, with how often. */
export function withoutRepeats(rows: readonly Row[]): Row[] {
  const times = new Map<Row, Row[]>(); // by the latest of its kind: itself, and those that it stands for
  const gone = new Set<Row>();
  for (const run of runsOf(rows)) {
    const byState = Map.groupBy(run, ({ event }) => event.state);
    for (const [latest, ...more] of run.length < FLAPS ? [] : byState.values()) {
      if (!latest) continue;
      times.set(latest, [latest, ...more]);
      for (const row of more) gone.add(row);
    }
  }
  return rows.flatMap((row) => (gone.has(row) ? [] : [standingFor(row, times.get(row))]));
}

function standingFor(row: Row, all: readonly Row[] | undefined): Row {
  const oldest = all?.at(-1)?.event;
  return all && oldest && all.length > 1 ? { ...row, oldest, times: all.length } : row;
}

/** Rows of one thing that follow each other; what sensors measure meanwhile is between them, and does not count. */
function runsOf(rows: readonly Row[]): Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    if (isReading(row.event)) continue;
    const before = runs.at(-1);
    if (before?.[0] && isSame(before[0], row)) before.push(row);
    else runs.push([row]);
  }
  return runs;
}

const isSame = ({ event: one }: Row, { event: other }: Row): boolean =>
  one.entity_id !== null &&
  one.kind === "state_changed" &&
  one.entity_id === other.entity_id &&
  one.kind === other.kind &&
  quarterOf(one.at) === quarterOf(other.at);

const quarterOf = (instant: string): number => Math.floor(Date.parse(instant) / QUARTER_MS);
