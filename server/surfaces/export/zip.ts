import { Zip, ZipDeflate } from "fflate";

export type ZipFile = { name: string; pieces: AsyncIterable<Uint8Array> };

/** A ZIP archive as it comes into being, one file after the other: what is packed leaves at once. */
export async function* zip(files: readonly ZipFile[]): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const archive = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const taken = () => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  for (const { name, pieces } of files) {
    const file = new ZipDeflate(name, { level: 6 });
    archive.add(file);
    for await (const piece of pieces) {
      file.push(piece);
      yield* taken();
    }
    file.push(new Uint8Array(), true);
    yield* taken();
  }
  archive.end();
  yield* taken();
}
