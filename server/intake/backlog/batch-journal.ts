import { existsSync, rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import path from "node:path";
import { crc32, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import { type Observation, Observed } from "#server/store/memory/observation.ts";
import { syncFolder } from "./segment.ts";

/** The least that ext4 writes. A batch of ten seconds at home is 12 KB of JSON, and 1.5 KB here. */
const BLOCK = 4_096;
const SLOT = 4 * BLOCK;
/** The database writes its WAL after thirty seconds at the latest. */
const SLOTS = 8;
/** CRC-32 of what follows, bytes of the body, number of the batch. */
const HEAD = 12;

const Batch = z.array(Observed);

/** Batches on their way to the database's disk: here at once, let go of when they are there. */
export interface BatchJournal {
  /** What a power cut left, oldest first; to be stored again, which changes nothing where it was stored. */
  readonly left: readonly Observation[];
  /** Answers its number when it is on the disk; nothing where there is no room, or the disk does not take it. */
  note(batch: readonly Observation[]): Promise<number | undefined>;
  /** What was left is on the database's disk. */
  letGoOfLeft(): void;
  /** The batch of that number and all before it are on the database's disk. */
  letGo(number: number): void;
  /** Leaves nothing of what was let go of. */
  wipe(): Promise<void>;
  /** Where all was let go of, nothing is left for the next start. */
  close(): Promise<void>;
}

/**
 * A file that never grows, written in place: a sync writes one block of data, where one of the WAL writes two pages, of which one is written
 * again the next time.
 */
export async function openBatchJournal(file: string): Promise<BatchJournal> {
  const isNew = !existsSync(file);
  const handle = await open(file, isNew ? "wx+" : "r+", 0o600);
  const found = await recordsIn(handle);
  await fill(handle);
  if (isNew) await syncFolder(path.dirname(file));
  let next = found.reduce((most, { number }) => Math.max(most, number + 1), 0);
  const firstOwn = next;
  let held = found[0]?.number ?? next; // the first that was not let go of
  let tail: Promise<unknown> = Promise.resolve();

  /** One write at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = tail.then(work);
    tail = result.catch(() => {});
    return result;
  }

  async function note(batch: readonly Observation[]): Promise<number | undefined> {
    if (next - held >= SLOTS) return undefined;
    const record = recordOf(next, zstdCompressSync(JSON.stringify(batch)));
    if (record.length > SLOT) return undefined;
    try {
      await handle.write(record, 0, record.length, placeOf(next));
      await handle.datasync();
    } catch {
      return undefined; // the database's own disk is waited for instead
    }
    return next++;
  }

  async function wipe(): Promise<void> {
    for (let number = Math.max(0, next - SLOTS); number < held; number++)
      await handle.write(Buffer.alloc(SLOT), 0, SLOT, placeOf(number));
    await handle.datasync();
  }

  return {
    left: found.flatMap(({ batch }) => batch),
    note: (batch) => inTurn(() => note(batch)),
    letGoOfLeft() {
      held = Math.max(held, firstOwn);
    },
    letGo(number) {
      held = Math.max(held, number + 1);
    },
    wipe: () => inTurn(wipe),
    async close() {
      await tail;
      await handle.close();
      if (held === next) rmSync(file, { force: true });
    },
  };
}

const placeOf = (number: number): number => (number % SLOTS) * SLOT;

function recordOf(number: number, body: Buffer): Buffer {
  const record = Buffer.alloc(Math.ceil((HEAD + body.length) / BLOCK) * BLOCK);
  record.writeUInt32LE(body.length, 4);
  record.writeUInt32LE(number, 8);
  body.copy(record, HEAD);
  record.writeUInt32LE(crc32(record.subarray(4, HEAD + body.length)), 0);
  return record;
}

async function recordsIn(handle: FileHandle) {
  const { buffer } = await handle.read(Buffer.alloc(SLOTS * SLOT), 0, SLOTS * SLOT, 0);
  return Array.from({ length: SLOTS }, (_, slot) => buffer.subarray(slot * SLOT, (slot + 1) * SLOT))
    .flatMap((slot) => readRecord(slot) ?? [])
    .toSorted((one, other) => one.number - other.number);
}

function readRecord(slot: Buffer): { number: number; batch: Observation[] } | undefined {
  const end = HEAD + slot.readUInt32LE(4);
  if (end === HEAD || end > SLOT || crc32(slot.subarray(4, end)) !== slot.readUInt32LE(0)) return undefined;
  const { data } = Batch.safeParse(JSON.parse(zstdDecompressSync(slot.subarray(HEAD, end)).toString("utf8")));
  return data && { number: slot.readUInt32LE(8), batch: data };
}

/** To its whole length, so that no later write changes what the file system knows of it. */
async function fill(handle: FileHandle): Promise<void> {
  const { size } = await handle.stat();
  const missing = SLOTS * SLOT - size;
  if (missing > 0) await handle.write(Buffer.alloc(missing), 0, missing, size);
  await handle.sync();
}
