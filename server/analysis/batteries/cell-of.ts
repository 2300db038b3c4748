import type { z } from "zod";
import type { BatteryPage } from "./contract.ts";

export type Cell = NonNullable<z.infer<typeof BatteryPage>["items"][number]["cell"]>;

/** IEC 60086: the first letter is the chemistry, R that it is round. Of AA and AAA there are both, and rechargeable ones. */
const CHEMISTRIES: readonly [RegExp, Cell["chemistry"]][] = [
  [/^(CR|BR)-?\d/, "lithium"],
  [/^(LR|AG)-?\d/, "alkaline"],
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
