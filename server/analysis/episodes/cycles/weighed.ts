export interface Weighed {
  readonly value: number;
  readonly weight: number;
}

/** Values by their weight: the one below which so large a share of the weight lies. */
export function quantiles(all: readonly Weighed[]): (share: number) => number {
  const sorted = [...all].sort((one, other) => one.value - other.value);
  const whole = sum(sorted, ({ weight }) => weight);
  return (share) => {
    let below = 0;
    for (const { value, weight } of sorted) {
      below += weight;
      if (below >= whole * share) return value;
    }
    return sorted.at(-1)?.value ?? 0;
  };
}

export const alike = (values: readonly number[]): Weighed[] => values.map((value) => ({ value, weight: 1 }));

export const sum = <One>(all: readonly One[], of: (one: One) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
