import { measured, type SignName, type Signs, signNames } from "./signs.ts";

/** Within so many days something fails, or it does not. */
export const HORIZON_DAYS = 14;

/**
 * What each sign adds to the logarithm of the odds. Fitted on made-up homes (`npm run evaluate -- failures`), none of them below nought, so that a reason
 * can be told for each.
 */
const WEIGHTS: Readonly<Record<SignName, number>> = {
  ...{ flaps: 0, more_flaps: 1.57, long_outage: 0, failed_before: 2.62 },
  ...{ silent: 1.5, link: 4.44, battery: 9.18, restarts: 1.85 },
};
/** Of a device without any sign, as a share in a horizon. */
const QUIET_SHARE = 0.008;
/** The rate of those homes, and how many device horizons of a home's own weigh as much as that. */
const USUAL_RATE = 0.021;
const WEIGHS = 100;

/** What a home has seen: horizons of devices, and how many of them ended in a failure. */
export interface HomeRate {
  readonly horizons: number;
  readonly failures: number;
}

export interface Hazard {
  /** 0 to 1, that it fails within the horizon. */
  readonly chance: number;
  /** What speaks for it, the strongest first. */
  readonly reasons: readonly SignName[];
}

/** Below this a sign is no reason that a person should be told. */
const LEAST_ADDED = 0.3;

/** How likely a device fails within the horizon: additive in its signs, and as often as things fail in this home. */
export function hazardOf(signs: Signs, { horizons, failures }: HomeRate, weights = WEIGHTS): Hazard {
  const signed = measured(signs);
  const added = signNames.map((name) => ({ name, by: weights[name] * signed[name] }));
  const rate = (failures + WEIGHS * USUAL_RATE) / (horizons + WEIGHS);
  const base = logit(QUIET_SHARE) + logit(rate) - logit(USUAL_RATE);
  const chance = 1 / (1 + Math.exp(-(base + added.reduce((sum, { by }) => sum + by, 0))));
  const reasons = added.filter(({ by }) => by >= LEAST_ADDED).sort((one, other) => other.by - one.by);
  return { chance, reasons: reasons.map(({ name }) => name) };
}

const logit = (share: number): number => Math.log(share / (1 - share));
