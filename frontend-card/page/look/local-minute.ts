/** As a field of the browser wants it: "2026-11-21T09:30", in its own time zone. */
export function localMinute(milliseconds: number): string {
  const at = new Date(milliseconds);
  return new Date(milliseconds - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
