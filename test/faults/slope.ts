/** How much y grows as x grows by one, by the median over all pairs (Theil–Sen): a moment in which the machine was busy bends it little. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], n) => points.slice(n + 1).map(([later, then]) => (then - y) / (later - x)));
  return slopes.sort((one, other) => one - other)[slopes.length >> 1] ?? Number.NaN;
}
