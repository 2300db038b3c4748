import { domainOf } from "#server/domain-of.ts";

/** How the use of a thing is counted: how long and how often it was so, or by how much it counted on. */
export type Counted =
  | { readonly kind: "states"; readonly measure: "on" | "open"; readonly states: readonly string[] }
  | { readonly kind: "meter" };

const ON: Readonly<Record<string, readonly string[]>> = {
  light: ["on"],
  switch: ["on"],
  fan: ["on"],
  humidifier: ["on"],
  siren: ["on"],
  input_boolean: ["on"],
  media_player: ["playing"],
  vacuum: ["cleaning"],
  lawn_mower: ["mowing"],
  water_heater: ["eco", "electric", "performance", "high_demand", "heat_pump", "gas"],
};
const OPEN: Readonly<Record<string, readonly string[]>> = {
  cover: ["open", "opening", "closing"],
  valve: ["open", "opening", "closing"],
  lock: ["unlocked", "open", "opening", "unlocking"],
};
const OPENINGS = new Set(["door", "window", "opening", "garage_door"]);
const RUNS = new Set(["running", "heat", "power", "moving"]);
const ENERGY = new Set(["Wh", "kWh", "MWh", "m³", "L", "ft³", "gal"]);

/** Of which there are things that are used; what sensors count is told by their class. */
export const DOMAINS = ["binary_sensor", ...Object.keys(ON), ...Object.keys(OPEN)];

type Thing = { entity_id: string; device_class: string | null; unit: string | null; state_class: string | null };

/** Undefined where a thing is not used, but shows something. */
export function countedAs({ entity_id, device_class, unit, state_class }: Thing): Counted | undefined {
  const domain = domainOf(entity_id);
  if (domain === "binary_sensor") {
    if (OPENINGS.has(device_class ?? "")) return { kind: "states", measure: "open", states: ["on"] };
    return RUNS.has(device_class ?? "") ? { kind: "states", measure: "on", states: ["on"] } : undefined;
  }
  if (domain === "sensor")
    return ENERGY.has(unit ?? "") && state_class?.startsWith("total") ? { kind: "meter" } : undefined;
  const [on, open] = [ON[domain], OPEN[domain]];
  if (on) return { kind: "states", measure: "on", states: on };
  return open ? { kind: "states", measure: "open", states: open } : undefined;
}
