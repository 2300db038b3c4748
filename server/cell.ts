export const chemistries = ["lithium", "alkaline", "nickel", "lithium_ion"] as const;
export type Chemistry = (typeof chemistries)[number];

export interface Cell {
  /** Such as CR2032 or AAA. */
  readonly type: string;
  readonly quantity: number | null;
  /** Null: cells of this type are of several. */
  readonly chemistry: Chemistry | null;
}

/** IEC 60086: the first letter is the chemistry, R that it is round. HR is nickel. Of AA and AAA there are several. */
const CHEMISTRIES: readonly [RegExp, Cell["chemistry"]][] = [
  [/^(CR|BR)-?\d/, "lithium"],
  [/^(LR|AG)-?\d/, "alkaline"],
  [/^(HR-?\d|NI-?MH|NI-?CD)/, "nickel"],
  [/^((LIR|ICR|INR|IMR)-?\d|18650|21700|LI-?(ION|PO))/, "lithium_ion"],
];
/** "2× AAA", as Battery Notes has it. */
const COUNTED = /^(\d{1,2})\s*[x×]\s*(.+)$/i;
const NAMELESS = /^(unknown|other|none|built[ _-]?in|rechargeable|manual|)$/i;
const LONGEST = 20;
const MOST = 24;

/**
 * Which cell a battery is, where that is told. Sources: homeassistant/components/zha/sensor.py (battery_size, battery_quantity) and Battery Notes
 * (battery_type, battery_quantity).
 */
export function cellOf(attributes: Readonly<Record<string, unknown>>): Cell | undefined {
  const named = attributes.battery_type ?? attributes.battery_size;
  if (typeof named !== "string" || named.length > LONGEST) return undefined;
  const [, count, rest] = COUNTED.exec(named.trim()) ?? [];
  const type = (rest ?? named).trim();
  if (NAMELESS.test(type)) return undefined;
  const chemistry = CHEMISTRIES.find(([pattern]) => pattern.test(type.toUpperCase()))?.[1] ?? null;
  return { type, quantity: quantityIn(attributes.battery_quantity ?? count), chemistry };
}

function quantityIn(told: unknown): number | null {
  const count = Number(told ?? Number.NaN);
  return Number.isInteger(count) && count > 0 && count <= MOST ? count : null;
}
