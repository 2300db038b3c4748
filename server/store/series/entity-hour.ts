import { type Carry, fiveMinutes, HOUR, type Sample } from "./five-minutes.ts";
import { type Facts, kindOf, type SeriesKind } from "./kind.ts";
import { combined, type Rollup } from "./rollup.ts";

/** One series of an entity: its numbers in one unit. */
export type Measure = { readonly unit: string | null; readonly kind: SeriesKind };
export type Carried = { readonly measure: Measure; readonly carry: Carry };

/** What an entity told in an hour, and what it brought into it. */
export type EntityHour = { readonly samples: readonly Sample[]; readonly carried: readonly Carried[] };

export type MeasureHour = {
  readonly measure: Measure;
  readonly slots: readonly (Rollup | null)[];
  readonly hour: Rollup;
  readonly carry: Carry;
  /** False where one number was carried through the hour and all twelve values are the same. */
  readonly isVaried: boolean;
};

/** A changed unit ends one series and begins another, so an hour may have several. */
export function rollUpEntity({ samples, carried }: EntityHour, until = HOUR): MeasureHour[] {
  const measures = new Map<string, Measure>(); // by nameOf
  for (const { measure } of carried) measures.set(nameOf(measure), measure);
  for (const { value, facts } of samples) if (value !== null) measures.set(nameOf(measureOf(facts)), measureOf(facts));
  return [...measures].flatMap(([name, measure]) => {
    const own = samples.map((sample) =>
      nameOf(measureOf(sample.facts)) === name ? sample : { ...sample, value: null },
    );
    const carry = carried.find((it) => nameOf(it.measure) === name)?.carry ?? null;
    return rollUpMeasure(measure, own, { carry, until });
  });
}

function rollUpMeasure(measure: Measure, samples: readonly Sample[], limits: { carry: Carry | null; until: number }) {
  const { slots, carry } = fiveMinutes(measure.kind, samples, limits);
  const filled = slots.filter((slot) => slot !== null);
  if (filled.length === 0 || carry === null) return [];
  return [{ measure, slots, hour: combined(filled), carry, isVaried: samples.length > 0 }];
}

export const measureOf = (facts: Facts): Measure => ({ unit: facts.unit, kind: kindOf(facts) });

export const nameOf = ({ unit, kind }: Measure): string => `${kind} ${unit ?? ""}`;
