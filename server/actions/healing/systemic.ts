import type { HouseNow } from "#server/analysis/diagnostics/house-now.ts";

export const sickClasses = ["devices", "integrations", "automations"] as const;
export type SickClass = (typeof sickClasses)[number];

/** From this share on it is the network, the hub or the machine, and no remedy for one thing helps. */
const MOST_SHARE = 0.4;
/** Of so few, two are a share that says nothing. */
const LEAST_THINGS = 5;

const FAILED = new Set(["setup_error", "setup_retry", "migration_error", "failed_unload"]);

export interface Sick {
  readonly sick: number;
  readonly of: number;
}

/** How many of a class are sick now. */
export function sickOf(of: SickClass, { devices, integrations, things }: HouseNow): Sick {
  if (of === "integrations") {
    const all = [...integrations.values()].filter(({ isDisabled }) => !isDisabled);
    return { sick: all.filter(({ state }) => FAILED.has(state)).length, of: all.length };
  }
  if (of === "automations") {
    const all = [...things.values()].filter(({ domain }) => domain === "automation");
    return { sick: all.filter(({ state }) => state === "unavailable").length, of: all.length };
  }
  const all = [...devices.values()].filter((device) => device.things.length > 0);
  const isAway = (device: (typeof all)[number]) => device.things.every(({ state }) => state === "unavailable");
  return { sick: all.filter(isAway).length, of: all.length };
}

export const isSystemic = ({ sick, of }: Sick): boolean => of >= LEAST_THINGS && sick >= of * MOST_SHARE;
