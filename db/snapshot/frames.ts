import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { crc32, zstdCompress, zstdDecompress } from "node:zlib";
import { Refusal } from "#server/refusal.ts";

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

const MAGIC = Buffer.from("HomeOps1");
const HEAD_BYTES = 8;
/** A page is about 1 MB of text; a single row may be larger. Also what a damaged length may make us allocate at most. */
const MOST_BYTES = 512 * 2 ** 20;

/** A head of one line of JSON, and a body behind it. */
type Frame = { head: unknown; body: string };

export interface FrameWriter {
  write(head: object, body?: string): Promise<void>;
  /** Of all that was written so far. */
  digest(): Promise<string>;
  readonly bytes: number;
}

/** Frames one behind the other, each compressed, with its length and checksum before it; little-endian on every machine. */
export async function frameWriter(file: FileHandle): Promise<FrameWriter> {
  const hash = createHash("sha256");
  let bytes = 0;
  let writing: Promise<void> = put(MAGIC);

  async function put(chunk: Buffer): Promise<void> {
    hash.update(chunk);
    bytes += chunk.length;
    await file.appendFile(chunk);
  }

  return {
    /** One frame is compressed and written while the next one is read. */
    async write(head, body = "") {
      await writing;
      writing = compress(Buffer.from(`${JSON.stringify(head)}\n${body}`)).then((packed) => put(framed(packed)));
      writing.catch(() => {}); // thrown by the next write, or by the digest
    },
    async digest() {
      await writing;
      return hash.copy().digest("hex");
    },
    get bytes() {
      return bytes;
    },
  };
}

function framed(packed: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(packed.length, 0);
  head.writeUInt32LE(crc32(packed), 4);
  return Buffer.concat([head, packed]);
}

/**
 * Reads them one by one, each checked before it is given out. `before` is the digest of all that stood before it.
 * @throws Refusal `damaged_snapshot`
 */
export async function* framesIn(path: string): AsyncGenerator<Frame & { before: string; isLast: boolean }> {
  await using file = await open(path);
  const { size } = await file.stat();
  const hash = createHash("sha256");
  let at = 0;

  async function take(length: number): Promise<Buffer> {
    if (length > MOST_BYTES || at + length > size) throw damaged(path, "it ends too early");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
    if (bytesRead !== length) throw damaged(path, "it ends too early");
    at += length;
    return buffer;
  }

  if (size < MAGIC.length || !(await take(MAGIC.length)).equals(MAGIC)) throw damaged(path, "it is no snapshot");
  hash.update(MAGIC);
  while (at < size) {
    const before = hash.copy().digest("hex");
    const head = await take(HEAD_BYTES);
    const packed = await take(head.readUInt32LE(0));
    if (crc32(packed) !== head.readUInt32LE(4)) throw damaged(path, "a part of it was changed");
    hash.update(head).update(packed);
    yield { ...unpacked(await decompress(packed, { maxOutputLength: MOST_BYTES })), before, isLast: at === size };
  }
}

function unpacked(bytes: Buffer): Frame {
  const end = bytes.indexOf(10);
  return { head: JSON.parse(bytes.toString("utf8", 0, end)), body: bytes.toString("utf8", end + 1) };
}

export const damaged = (path: string, why: string, cause?: unknown): Refusal =>
  new Refusal("damaged_snapshot", `${path} cannot be used: ${why}. Nothing was changed; choose another snapshot`, {
    cause,
  });
