import type { Cell, Columns, Kind, Row } from "#server/columns.ts";
import { fromMicroseconds } from "#server/instant.ts";

/** What a spreadsheet would take for a formula; a name that a device gave itself must not become one. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** As RFC 4180 has it, in UTF-8. */
export async function* csv(columns: Columns, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${columns.map(({ name }) => name).join(",")}\r\n`);
  for await (const rows of pages) {
    const lines = rows.map((row) => row.map((cell, at) => written(cell, columns[at]?.kind)).join(","));
    yield Buffer.from(`${lines.join("\r\n")}\r\n`);
  }
}

function written(cell: Cell, kind: Kind | undefined): string {
  if (cell === null) return "";
  if (kind === "instant") return fromMicroseconds(Number(cell));
  if (kind === "number") return String(cell);
  const text = String(cell);
  const plain = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
