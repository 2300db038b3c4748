const SPARE = 8;
const STEP = 4;

export interface Box {
  readonly top: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
}

/** Which rows of a long list are drawn: those in the box and some around it, in steps, so that not each pixel draws anew. `to` is not drawn. */
export function rowsNear({ top, height, rowHeight, count }: Box): { from: number; to: number } {
  const first = Math.floor(top / rowHeight / STEP) * STEP - SPARE;
  const many = Math.ceil(height / rowHeight) + STEP + 2 * SPARE;
  return { from: Math.max(0, Math.min(first, count)), to: Math.max(0, Math.min(count, first + many)) };
}

/** Where to scroll so that a row is whole in the box; undefined where it is. */
export function topFor(row: number, { top, height, rowHeight }: Omit<Box, "count">): number | undefined {
  if (row * rowHeight < top) return row * rowHeight;
  const over = (row + 1) * rowHeight - (top + height);
  return over > 0 ? top + over : undefined;
}
