import fs from "node:fs";
import path from "node:path";

const CHECKPOINT_MS = 10_000;
const SEGMENT_NAME_LENGTH = 24;
/** Linux before 6.13 stamps files by its tick, of 10 ms at most: a write so shortly after another looks like that one. */
const TICKS_MS = 20;

type Segment = { fd: number; mtimeMs: number; syncedAt: number };

/**
 * Gives PGlite's folder the fsync that it does not issue itself: after a commit each changed WAL segment, and around a checkpoint everything,
 * where recovery begins (`pg_control`) last: until then the disk has the checkpoint before and the WAL since.
 */
export function durable(folder: string, checkpoint: () => Promise<unknown>) {
  const wal = path.join(folder, "pg_wal");
  const control = path.join(folder, "global", "pg_control");
  let segments = new Map<string, Segment>(); // by segment name and inode
  let checkpointedAt = Date.now();

  function syncWal(): void {
    const seen = new Map<string, Segment>();
    let isNew = false;
    for (const name of fs.readdirSync(wal)) {
      if (name.length !== SEGMENT_NAME_LENGTH) continue;
      const file = path.join(wal, name);
      const { ino, mtimeMs } = fs.statSync(file);
      const key = `${name} ${ino}`;
      const known = segments.get(key);
      isNew ||= !known;
      seen.set(key, syncedSegment(known ?? { fd: fs.openSync(file, "r"), mtimeMs: 0, syncedAt: 0 }, mtimeMs));
    }
    for (const [key, { fd }] of segments) if (!seen.has(key)) fs.closeSync(fd);
    segments = seen;
    if (isNew) syncPath(wal);
  }

  function syncAll(): void {
    syncTree(folder, control);
    syncPath(control);
  }

  async function checkpointSynced(): Promise<void> {
    syncAll();
    await checkpoint();
    syncAll();
    checkpointedAt = Date.now();
  }

  syncAll();
  return {
    /** Returns when all that was committed is on the disk. Throws, with the SQLSTATE of a dead server, where the disk fails. */
    async sync(): Promise<void> {
      try {
        syncWal();
        if (Date.now() - checkpointedAt > CHECKPOINT_MS) await checkpointSynced();
      } catch (error) {
        throw asState(error);
      }
    },
    async close(): Promise<void> {
      await checkpointSynced();
      for (const { fd } of segments.values()) fs.closeSync(fd);
      segments = new Map();
    },
  };
}

function syncedSegment(segment: Segment, mtimeMs: number): Segment {
  const isUnchanged = mtimeMs === segment.mtimeMs && mtimeMs < segment.syncedAt - TICKS_MS;
  if (isUnchanged) return segment;
  const syncedAt = Date.now();
  fs.fdatasyncSync(segment.fd);
  return { ...segment, mtimeMs, syncedAt };
}

/** Linux says once that it could not write a page, and then forgets it: who goes on would take the next sync's yes for true. */
function asState(error: unknown): unknown {
  if (!(error instanceof Error && "syscall" in error && "code" in error)) return error; // the checkpoint's own
  const code = error.code === "ENOSPC" ? "53100" : "58030"; // disk_full, io_error
  return Object.assign(new Error(error.message, { cause: error }), { code });
}

function syncTree(folder: string, except: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) syncTree(file, except);
    else if (file !== except && fs.existsSync(file)) syncPath(file);
  }
  syncPath(folder);
}

function syncPath(file: string): void {
  const fd = fs.openSync(file, "r");
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
