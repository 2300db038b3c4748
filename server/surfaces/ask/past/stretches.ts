import type { Between } from "./past.ts";

/** Stretches of time in their order, none touching another. */
function joined(stretches: readonly Between[]): Between[] {
  const all: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches].sort((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

/** What of `between` the stretches leave out. */
export function leftOut(stretches: readonly Between[], between: Between): Between[] {
  const rest: Between[] = [];
  let from = between.from;
  for (const one of joined(stretches)) {
    if (one.from > from) rest.push({ from, to: Math.min(one.from, between.to) });
    from = Math.max(from, one.to);
  }
  if (from < between.to) rest.push({ from, to: between.to });
  return rest;
}

/** What all of them share. */
export const shared = (each: readonly (readonly Between[])[], between: Between): Between[] =>
  leftOut(
    each.flatMap((stretches) => leftOut(stretches, between)),
    between,
  );
