import { Refusal } from "./refusal.ts";

/** Of lists whose cursor is the number of the last row. @throws Refusal `bad_cursor` */
export function numberIn(cursor: string): number {
  if (!/^\d{1,9}$/.test(cursor)) throw badCursor();
  return Number(cursor);
}

export const badCursor = () => new Refusal("bad_cursor", "Use the cursor of the page before, as it came");
