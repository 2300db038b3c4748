import { measured, type SignName, signNames } from "#server/analysis/diagnostics/failures/signs.ts";
import type { Example } from "./device-lives.ts";

const ROUNDS = 1_500;
const STEP = 0.6;
const KEEPS = 0.95;
/** Keeps a weight at nought that little speaks for. */
const SHRINKS = 1e-4;

/** Weights of a logistic regression, none below nought, and the share of devices without any sign that fail; by descent with momentum. */
export function fitted(examples: readonly Example[]): { weights: Record<SignName, number>; quiet: number } {
  const told = examples.map(({ signs }) => measured(signs));
  const sizes = signNames.map((name) => Math.sqrt(told.reduce((sum, of) => sum + of[name] ** 2, 0) / told.length));
  const rows = told.map((of, i) => ({
    x: [1, ...signNames.map((name, sign) => of[name] / (sizes[sign] ?? 1))],
    y: examples[i]?.hasFailed ? 1 : 0,
  }));
  const weights = [-4, ...signNames.map(() => 0)];
  const speed = weights.map(() => 0);
  for (let round = 0; round < ROUNDS; round++) {
    const slope = weights.map((weight, i) => (i > 0 ? SHRINKS * weight : 0));
    for (const { x, y } of rows) {
      const error = 1 / (1 + Math.exp(-x.reduce((sum, one, i) => sum + one * (weights[i] ?? 0), 0))) - y;
      for (const [i, one] of x.entries()) slope[i] = (slope[i] ?? 0) + (error * one) / rows.length;
    }
    for (const [i, weight] of weights.entries()) {
      speed[i] = KEEPS * (speed[i] ?? 0) - STEP * (slope[i] ?? 0);
      weights[i] = i > 0 ? Math.max(0, weight + (speed[i] ?? 0)) : weight + (speed[i] ?? 0);
    }
  }
  const named = signNames.map((name, i) => [name, Math.round((100 * (weights[i + 1] ?? 0)) / (sizes[i] ?? 1)) / 100]);
  return { weights: Object.fromEntries(named), quiet: 1 / (1 + Math.exp(-(weights[0] ?? 0))) };
}
