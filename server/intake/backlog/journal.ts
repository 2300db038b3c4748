import { existsSync, rmSync } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { checkedLine, readChecked } from "#server/checked-lines.ts";
import { type Observation, Observed } from "#server/store/memory/observation.ts";
import { syncFolder } from "./segment.ts";

/** At home some 300 urgent events between two commits of an SD card. */
const BYTES = 128 * 1024;
const LINE_END = 10;

const Entry = z.object({ round: z.int(), observation: Observed });

/** Urgent events on their way to the database: on the disk at once, let go of when they are stored. */
export interface Journal {
  /** What a kill left; to be stored again, which changes nothing where it was stored. */
  readonly left: readonly Observation[];
  /** Puts it on the disk as soon as the write before is done. Whether there was room for it is answered then. */
  note(observation: Observation): Promise<boolean>;
  /** So many of those noted are stored. */
  letGo(count: number): void;
  /** Of these nothing is left in the file, not even of earlier rounds. */
  forget(isForgotten: (observation: Observation) => boolean): Promise<void>;
  /** Where all was let go of, nothing is left for the next start. */
  close(): Promise<void>;
}

/**
 * A file that never grows: it is written in place and begun again from its start, so that a sync writes one page of data and no
 * page about the file. Lines of earlier rounds are told by their number.
 */
export async function openJournal(file: string, bytes = BYTES): Promise<Journal> {
  const isNew = !existsSync(file);
  const anew = `${file}.new`;
  rmSync(anew, { force: true }); // a rewriting that did not come to its end
  let handle = await open(file, isNew ? "wx+" : "r+", 0o600);
  if (isNew) await fill(handle, bytes);
  const found = isNew ? [] : await entriesIn(handle, bytes);
  let round = Math.max(1, ...found.map((entry) => entry.round));
  const last = found.filter((entry) => entry.round === round);
  const left = last.map(({ observation }) => observation);
  let at = last.at(-1)?.end ?? 0;
  let held = left.length; // noted, and not yet let go of
  let waiting: { text: Buffer; told(hasRoom: boolean): void }[] = [];
  let writing: Promise<void> = Promise.resolve();
  let isWriting = false;
  const erasures: { isForgotten(observation: Observation): boolean; told: PromiseWithResolvers<void> }[] = [];

  async function write(): Promise<void> {
    while (waiting.length > 0 || erasures.length > 0) {
      for (const { isForgotten, told } of erasures.splice(0)) await erase(isForgotten).then(told.resolve, told.reject);
      const group = waiting; // what came during the last sync shares the next one
      waiting = [];
      const text = Buffer.concat(group.map((one) => one.text));
      const hasRoom = at + text.length <= bytes && (group.length === 0 || (await isWritten(text, at)));
      if (hasRoom) at += text.length;
      for (const { told } of group) told(hasRoom);
    }
    isWriting = false;
  }

  /** Another file takes its place: one that is written in place might be torn. */
  async function erase(isForgotten: (observation: Observation) => boolean): Promise<void> {
    const entries = at === 0 ? [] : (await entriesIn(handle, at)).filter((entry) => entry.round === round);
    const kept = entries.map(({ observation }) => observation).filter((one) => !isForgotten(one));
    const text = Buffer.from(kept.map((observation) => checkedLine({ round, observation })).join(""));
    const next = await open(anew, "w+", 0o600);
    try {
      await next.write(Buffer.concat([text, Buffer.alloc(bytes - text.length, LINE_END)]), 0, bytes, 0);
      await next.sync();
      await rename(anew, file);
    } catch (error) {
      await next.close();
      throw error;
    }
    await handle.close();
    handle = next;
    at = text.length;
    await syncFolder(path.dirname(file));
  }

  function hurry(): void {
    if (isWriting) return;
    isWriting = true;
    writing = write();
  }

  async function isWritten(text: Buffer, position: number): Promise<boolean> {
    try {
      await handle.write(text, 0, text.length, position);
      await handle.datasync();
      return true;
    } catch {
      return false; // whoever noted it keeps it elsewhere
    }
  }

  return {
    left,
    note(observation) {
      held += 1;
      const { promise, resolve } = Promise.withResolvers<boolean>();
      waiting.push({ text: Buffer.from(checkedLine({ round, observation })), told: resolve });
      hurry();
      return promise;
    },
    letGo(count) {
      held -= count;
      if (held > 0 || waiting.length > 0 || isWriting || at === 0) return;
      at = 0;
      round += 1;
    },
    forget(isForgotten) {
      const told = Promise.withResolvers<void>();
      erasures.push({ isForgotten, told });
      hurry();
      return told.promise;
    },
    async close() {
      await writing;
      await handle.close();
      if (held === 0) rmSync(file, { force: true });
    },
  };
}

async function fill(handle: FileHandle, bytes: number): Promise<void> {
  await handle.write(Buffer.alloc(bytes, LINE_END), 0, bytes, 0);
  await handle.sync();
}

async function entriesIn(handle: FileHandle, bytes: number) {
  const { buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0);
  let end = 0;
  return buffer
    .toString("utf8")
    .split("\n")
    .flatMap((line) => {
      end += Buffer.byteLength(line) + 1;
      const { data } = Entry.safeParse(readChecked(line));
      return data ? [{ ...data, end }] : [];
    });
}
