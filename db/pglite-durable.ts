import fs from "node:fs";
import path from "node:path";
import { isSynced, type Stamp, syncedTree, syncPath } from "./synced-tree.ts";

const CHECKPOINT_MS = 10_000;
const SEGMENT_NAME_LENGTH = 24;
type Segment = Stamp & { fd: number };

/**
 * Gives PGlite's folder the fsync that it does not issue itself: after a commit each changed WAL segment, and around a checkpoint everything
 * that changed, where recovery begins (`pg_control`) last: until then the disk has the checkpoint before and the WAL since. What comes
 * before a checkpoint is written beside the work that goes on: all at once it took six seconds on a busy disk, in the only session.
 */
export function durable(folder: string, checkpoint: () => Promise<unknown>) {
  const wal = path.join(folder, "pg_wal");
  const control = path.join(folder, "global", "pg_control");
  let segments = new Map<string, Segment>(); // by segment name and inode
  let checkpointedAt = Date.now();
  const tree = syncedTree(folder, control);
  let preparing: Preparing | undefined;

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
    tree.sync();
    syncPath(control);
  }

  /** Whether the checkpoint need not wait for what was written before it. */
  function isPrepared(): boolean {
    preparing ??= begun(tree.begin());
    return preparing.isOver();
  }

  async function checkpointSynced(): Promise<void> {
    const before = preparing;
    preparing = undefined;
    await before?.work;
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
        if (Date.now() - checkpointedAt > CHECKPOINT_MS && isPrepared()) await checkpointSynced();
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
  if (isSynced(segment, mtimeMs)) return segment;
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

type Preparing = { work: Promise<void>; isOver(): boolean };

/** What failed of it is told to whoever waits for it, and no sooner. */
function begun(work: Promise<void>): Preparing {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  work.then(over, over);
  return { work, isOver: () => isOver };
}
