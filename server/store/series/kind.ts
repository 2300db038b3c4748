export const seriesKinds = ["measurement", "meter", "angle"] as const;
export type SeriesKind = (typeof seriesKinds)[number];

/** Domains whose states are numbers. In all but `sensor` every number counts; a sensor's needs a unit or a state class. */
export const numericDomains = ["sensor", "number", "input_number", "counter"] as const;

/** What the attributes of a state say of its number. */
export type Facts = {
  readonly unit: string | null;
  readonly stateClass: string | null;
  /** ISO text in UTC; undefined: not told, so nothing follows from it. */
  readonly lastReset: string | null | undefined;
};

export const factless: Facts = { unit: null, stateClass: null, lastReset: undefined };

/** Source: DEFAULT_STATISTICS of homeassistant/components/sensor/recorder.py. */
export function kindOf({ stateClass }: Facts): SeriesKind {
  if (stateClass === "total" || stateClass === "total_increasing") return "meter";
  return stateClass === "measurement_angle" ? "angle" : "measurement";
}

export const isNumeric = (entityId: string, { unit, stateClass }: Facts): boolean =>
  !entityId.startsWith("sensor.") || unit !== null || stateClass !== null;
