import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Cell, Columns, Kind, Row } from "./columns.ts";
import { version } from "./version.ts";

/** Readers like large groups, our memory small ones. */
const GROUP_ROWS = 50_000;

type Element = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

const TYPES: Record<Kind, Omit<Element, "name">> = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
  number: { type: "DOUBLE", repetition_type: "OPTIONAL" },
  instant: { type: "INT64", converted_type: "TIMESTAMP_MICROS", repetition_type: "REQUIRED" },
};

/** A Parquet file as it comes into being: what is written leaves at once, so that a file of years takes no memory. */
export async function* parquet(columns: Columns, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Uint8Array> {
  const bytes = new PassingBytes();
  const schema = [
    { name: "root", num_children: columns.length },
    ...columns.map(({ name, kind }) => ({ name, ...TYPES[kind] })),
  ];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: `homeops ${version}` });
  let group: Row[] = [];
  for await (const rows of pages) {
    group = group.concat(rows);
    if (group.length < GROUP_ROWS) continue;
    await writeGroup(writer, columns, group);
    group = [];
    yield bytes.taken();
  }
  if (group.length > 0) await writeGroup(writer, columns, group);
  await writer.finish();
  yield bytes.taken();
}

const writeGroup = (writer: ParquetWriter, columns: Columns, group: readonly Row[]) =>
  writer.write({
    columnData: columns.map(({ name, kind }, at) => ({ name, data: group.map((row) => told(row[at] ?? null, kind)) })),
    rowGroupSize: group.length,
  });

const told = (cell: Cell, kind: Kind): Cell => (kind === "instant" && cell !== null ? BigInt(cell) : cell);

/** What was written since the last look. */
class PassingBytes extends ByteWriter {
  taken(): Uint8Array {
    const piece = new Uint8Array(this.getBuffer());
    this.index = 0;
    return piece;
  }
}
