const MOST = 3;
const ALIKE = 0.35;

/** The names that share most pairs of letters with one that nobody bears. */
export function nearestNames(wanted: string, names: readonly string[]): string[] {
  const pairs = pairsOf(wanted);
  return names
    .map((name) => ({ name, likeness: likeness(pairs, pairsOf(name)) }))
    .filter((it) => it.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ name }) => name);
}

/** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  (2 * a.intersection(b).size) / (a.size + b.size || 1);

function pairsOf(name: string): Set<string> {
  const text = name.toLowerCase();
  return new Set(Array.from({ length: Math.max(text.length - 1, 0) }, (_, index) => text.slice(index, index + 2)));
}
