/** How a cell's voltage falls over its life, per cell; `knee` is where it begins to drop. */
export type Kind = "lithium" | "alkaline" | "nickel" | "lithium_ion";

interface Made {
  volts(share: number, knee: number): number;
  /** What devices take for full and for empty: chosen well, and badly. */
  readonly ranges: readonly (readonly [full: number, empty: number])[];
}

const beyond = (share: number, knee: number): number => Math.max(0, (share - knee) / (1 - knee));
const fresh = (share: number, by: number): number => by * (1 - Math.exp(-share / 0.05));

export const kinds: Readonly<Record<Kind, Made>> = {
  lithium: {
    volts: (share, knee) => 3.05 - 0.1 * share - 0.04 * Math.sqrt(share) - 0.9 * beyond(share, knee) ** 2,
    ranges: [[3, 2.1], [3, 2.5], [3.05, 2]], // biome-ignore format: pairs
  },
  alkaline: {
    volts: (share, knee) => 1.6 - fresh(share, 0.12) - 0.32 * share - 0.26 * beyond(share, knee) ** 2,
    ranges: [[1.5, 1], [1.6, 0.9], [1.5, 1.1]], // biome-ignore format: pairs
  },
  nickel: {
    volts: (share, knee) => 1.42 - fresh(share, 0.12) - 0.08 * share - 0.24 * beyond(share, knee) ** 2,
    ranges: [[1.5, 1], [1.4, 1]], // biome-ignore format: pairs
  },
  lithium_ion: {
    volts: (share, knee) => 4.18 - 0.5 * share + 0.06 * Math.sin(2 * Math.PI * share) - 0.55 * beyond(share, knee) ** 2,
    ranges: [[4.2, 3.1], [4.1, 3.3]], // biome-ignore format: pairs
  },
};

/** Volts of a lithium coin as many devices have them in a table: 3.0, 2.9, 2.74, 2.44 and 2.1 V are 100, 42, 18, 6 and 0 %. */
const COIN = [[2.1, 0], [2.44, 6], [2.74, 18], [2.9, 42], [3, 100]] as const; // biome-ignore format: pairs

export function coinPercent(volts: number): number {
  for (let i = 1; i < COIN.length; i++) {
    const [[from, low], [to, high]] = [COIN[i - 1] ?? COIN[0], COIN[i] ?? COIN[0]];
    if (volts <= to) return Math.max(0, low + ((high - low) * (volts - from)) / (to - from));
  }
  return 100;
}
