const PREFIX = "HOMEOPS_";
/** Further apart two names are not the same one misspelt. */
const FAR = 5;

/** A sentence for each variable that is named like one of ours and is none, with the one that was probably meant. */
export function unknownNames(given: readonly string[], known: readonly string[]): string[] {
  return given
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name))
    .map((name) => {
      const [nearest] = known
        .map((one) => ({ one, apart: distance(name, one) }))
        .toSorted((a, b) => a.apart - b.apart)
        .filter(({ apart }) => apart <= FAR);
      return `${name} is not known and has no effect${nearest ? `; did you mean ${nearest.one}?` : ""}`;
    });
}

/** How many letters must be added, dropped or changed to make one of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, theirs] of [...other].entries()) {
      const changed = (row[j] ?? 0) + (letter === theirs ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
