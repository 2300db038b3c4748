/** As a field of the browser wants it: "2026-11-21T09:30", in its own time zone. */
export function localMinute(milliseconds: number): string {
  const at = new Date(milliseconds);
  return new Date(milliseconds - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The end of a span that reaches to now: what happened in this very minute is part of it. */
export const upToNow = (): string => localMinute(Date.now() + 60_000);
