/** A read of so many rows takes some ten milliseconds. */
export const PAGE = 10_000;

type Page<Row> = { after: number; hi: number; rows: Row[]; isLast: boolean };

/** The rows of a table page by page; what was read but not taken stays for the next time. Rows begin with their id and their time. */
export function pages<Row extends [number, number, ...unknown[]]>(read: (after: number, hi: number) => Promise<Row[]>) {
  let page: Page<Row> | undefined;

  return {
    /** The rows at hand after an id. Up to `until` nothing earlier can follow them: of a page that is full others may have more. */
    async from(after: number, hi: number): Promise<{ rows: readonly Row[]; until: number }> {
      const isHeld = page?.after === after && page.hi === hi && (page.rows.length > 0 || page.isLast);
      if (!isHeld) {
        const rows = after < hi ? await read(after, hi) : [];
        page = { after, hi, rows, isLast: rows.length < PAGE };
      }
      const { rows = [], isLast = true } = page ?? {};
      return { rows, until: isLast ? Infinity : Math.max(...rows.map(([, at]) => at)) };
    },
    /** Takes those up to a time, and says up to which id the table is read then. */
    take(until: number): { rows: Row[]; at: number } {
      const { rows = [], isLast = true, after = 0, hi = 0 } = page ?? {};
      const first = rows.findIndex(([, at]) => at > until);
      const taken = first < 0 ? rows : rows.slice(0, first);
      const rest = first < 0 ? [] : rows.slice(first);
      const at = rest.length === 0 && isLast ? hi : (taken.at(-1)?.[0] ?? after);
      page = { after: at, hi, rows: rest, isLast };
      return { rows: taken, at };
    },
  };
}
