/** The part of a page under a heading of the second rank, to the next such heading; empty where there is none. */
export function partIn(page: string, heading: string): string {
  const start = page.indexOf(`## ${heading}\n`);
  if (start < 0) return "";
  const end = page.indexOf("\n## ", start);
  return `${page.slice(start, end < 0 ? undefined : end).trimEnd()}\n`;
}

/** The page with this part under its heading, in its place or at the end. */
export function withPart(page: string, heading: string, part: string): string {
  if (!part) return page;
  const old = partIn(page, heading);
  return old ? page.replace(old, () => part) : `${page.trimEnd()}\n\n${part}`;
}
