import type { Holding } from "../meaning/predicates.ts";

/** Instants are microseconds since the epoch. */
export interface State {
  readonly at: number;
  readonly state: string | null;
  /** It had this state when the span began; since when is not told. */
  readonly isCarried: boolean;
}

/** A time during which something held. */
export interface Spell {
  readonly from: number;
  /** Excluded; the end of the span where it still holds. */
  readonly to: number;
  readonly state: string;
  /** It held already when the span began. */
  readonly isCarried: boolean;
  readonly isOngoing: boolean;
  /** Microseconds in it of which nothing is known. */
  readonly unknown: number;
}

const isUnknown = (state: string | null): boolean =>
  state === null || state === "unavailable" || state === "unknown" || state === "";

/** When it held between the first of the states and `end`. A thing out of reach neither begins anything nor ends it, unless it comes back otherwise. */
export function spellsIn(
  states: readonly State[],
  holding: Pick<Holding, "marks" | "also" | "isMomentary">,
  end: number,
): Spell[] {
  if (holding.isMomentary) return occurrences(states);
  const spells: Spell[] = [];
  let open:
    | (Omit<Spell, "to" | "isOngoing" | "unknown"> & { unknown: number; lostAt?: number | undefined })
    | undefined;
  const isAboutReach = marks(holding, "unavailable");
  for (const { at, state, isCarried } of states) {
    if (isUnknown(state) && !isAboutReach) {
      if (open) open.lostAt ??= at;
      continue;
    }
    const holds =
      state !== null && (marks(holding, state) || (open !== undefined && (holding.also?.includes(state) ?? false)));
    if (open?.lostAt !== undefined) {
      if (holds) open.unknown += at - open.lostAt;
      else spells.push(closed(open, open.lostAt));
      open = holds ? { ...open, lostAt: undefined } : undefined;
    }
    if (holds && !open) open = { from: at, state: state ?? "", isCarried, unknown: 0 };
    if (!holds && open) {
      spells.push(closed(open, at));
      open = undefined;
    }
  }
  if (open) spells.push({ ...closed(open, open.lostAt ?? end), isOngoing: open.lostAt === undefined });
  return spells;
}

const closed = ({ from, state, isCarried, unknown }: Omit<Spell, "to" | "isOngoing">, to: number): Spell => ({
  from,
  to,
  state,
  isCarried,
  isOngoing: false,
  unknown,
});

const marks = ({ marks }: Pick<Holding, "marks">, state: string): boolean =>
  marks === "any" || (typeof marks === "function" ? marks(state) : marks.includes(state));

/** Each new state is one: a bell's is the time when it rang. */
function occurrences(states: readonly State[]): Spell[] {
  const spells: Spell[] = [];
  let before: string | null | undefined;
  for (const { at, state, isCarried } of states) {
    if (!isCarried && !isUnknown(state) && state !== before)
      spells.push({ from: at, to: at, state: state ?? "", isCarried: false, isOngoing: false, unknown: 0 });
    if (!isUnknown(state)) before = state;
  }
  return spells;
}

/** Seconds of it that are known. */
export const secondsOf = ({ from, to, unknown }: Spell): number => (to - from - unknown) / 1e6;
