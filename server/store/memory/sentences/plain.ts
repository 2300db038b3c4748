const LONGEST = 80;

/** Names are what people and devices wrote: one line, not too long, nothing that turns the direction of writing. */
export function plain(text: string, longest = LONGEST): string {
  const oneLine = text
    .slice(0, 10 * longest)
    .replace(/[\p{C}\p{Zl}\p{Zp}\s“”]+/gu, " ")
    .trim();
  return oneLine.length > longest
    ? `${oneLine
        .slice(0, longest - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, "")
        .trimEnd()}…`
    : oneLine;
}

/** In quotes where they could be read as our own words. */
export const quoted = (text: string, longest = LONGEST): string => `“${plain(text, longest)}”`;

/** `heat_pump` → "heat pump" */
export const readable = (text: string): string => plain(text.replaceAll("_", " "));

/** `light.hall_lamp` → "hall lamp" */
export const nameFromId = (entityId: string): string => readable(entityId.slice(entityId.indexOf(".") + 1));
