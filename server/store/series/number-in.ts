const FLOAT = /^[+-]?(?:\d[\d_]*\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a state tells, by the rules of Python's float(), which Core applies; null for `unavailable` and other words. */
export function numberIn(state: string | null): number | null {
  const text = state?.trim() ?? "";
  if (!FLOAT.test(text)) return null;
  const value = Number(text.replaceAll("_", ""));
  return Number.isFinite(value) ? value : null;
}
