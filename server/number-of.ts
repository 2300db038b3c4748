/** The number that a state shows; null where it shows none. */
export function numberOf(state: string | null): number | null {
  const value = state === null || state.trim() === "" ? Number.NaN : Number(state);
  return Number.isFinite(value) ? value : null;
}
