import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Nothing that we packed is larger; what claims to be was not packed by us. */
const LARGEST = { maxOutputLength: 16 * 1024 * 1024 };

export interface Packed {
  /** First half of the SHA-256 of the JSON, which PostgreSQL reads as a UUID. */
  hash: string;
  /** JSON, zstd: a trace of 12 KB becomes one of 2. */
  body: Buffer;
}

export async function pack(value: unknown): Promise<Packed> {
  const text = JSON.stringify(value) ?? "null";
  return { hash: hashOf(text), body: await packText(text) };
}

export const packText = (text: string): Promise<Buffer> => compress(text);

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32);

export async function unpack(body: Uint8Array): Promise<unknown> {
  return JSON.parse((await decompress(body, LARGEST)).toString());
}
