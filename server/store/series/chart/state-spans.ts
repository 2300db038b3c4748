import type { Queries } from "#db/database.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { StateSpan } from "../contract.ts";
import { type Span, stateBefore, statesOf } from "./queries.ts";

/** More changes than this are not read; of a longer story the latest part is told. */
const MOST = 20_000;

type Asked = Span & { home: number; entity: number; points: number; now: number };
type Stay = { from: number; to: number; state: string | null };

/** What an entity without numbers was, from when to when; where that is too much to show, what it was for the longest in each part. */
export async function stateSpans(db: Queries, { home, entity, from, to, points, now }: Asked) {
  const span = { from: toMicroseconds(from), to: Math.min(toMicroseconds(to), now) };
  const told = await statesOf(db, home, entity, { from, to, most: MOST });
  const isCut = told.length === MOST;
  const first = isCut ? null : ((await stateBefore(db, home, entity, from))?.state ?? null);
  const states = [{ at: span.from, state: first }, ...told.map(({ at, state }) => ({ at: toMicroseconds(at), state }))];
  const stays = joined(
    states.map(({ at, state }, index) => ({ from: at, to: states[index + 1]?.at ?? span.to, state })),
  );
  const shown = stays.length <= points ? stays : joined(coarse(stays, span, points));
  return { states: shown.flatMap(spanOf), cutAt: isCut ? told[0]?.at : undefined };
}

/** Neighbours in one state are one stay. */
function joined(stays: readonly Stay[]): Stay[] {
  const all: Stay[] = [];
  for (const stay of stays) {
    const last = all.at(-1);
    if (last?.state === stay.state) last.to = stay.to;
    else if (stay.to > stay.from) all.push({ ...stay });
  }
  return all;
}

function coarse(stays: readonly Stay[], { from, to }: { from: number; to: number }, parts: number): Stay[] {
  const length = (to - from) / parts;
  let index = 0;
  return Array.from({ length: parts }, (_, part) => {
    const own = { from: Math.round(from + part * length), to: Math.round(from + (part + 1) * length) };
    const durations = new Map<string | null, number>(); // by state
    while (index > 0 && (stays[index]?.from ?? to) > own.from) index--;
    for (; index < stays.length; index++) {
      const stay = stays[index];
      if (!stay || stay.from >= own.to) break;
      const duration = Math.min(stay.to, own.to) - Math.max(stay.from, own.from);
      if (duration > 0) durations.set(stay.state, (durations.get(stay.state) ?? 0) + duration);
    }
    const [longest] = [...durations].sort(([, a], [, b]) => b - a);
    return { ...own, state: longest?.[0] ?? null };
  });
}

const spanOf = ({ from, to, state }: Stay): StateSpan[] =>
  state === null ? [] : [{ from: fromMicroseconds(from), to: fromMicroseconds(to), state }];
