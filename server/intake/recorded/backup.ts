import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Parser, type ReadEntry } from "tar";
import { z } from "zod";
import { jsonIn } from "#server/json-in.ts";
import { Refusal } from "#server/refusal.ts";
import { freeBytes, KEEP_FREE } from "./disk-space.ts";

const INNER = /^homeassistant\.tar(?:\.gz)?$/;
const DATABASE = /^data\/(home-assistant_v2\.db(?:-wal)?)$/;
const LARGEST_NOTE = 1024 * 1024;
const GZIP = Buffer.from([0x1f, 0x8b]);
const USTAR_AT = 257;

const Note = z.looseObject({ protected: z.boolean().optional() });

/**
 * Takes the recorder's database out of a backup of Home Assistant, as a stream, to `target`. Names in the archive choose nothing: two are
 * looked for, as files, and everything else, links included, is passed over.
 * @throws Refusal `encrypted_backup`, `foreign_source`, `damaged_source`, `no_space`
 */
export async function takeOutDatabase(file: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const unfinished = `${target}.unfinished`;
  const found = new Set<string>();
  const writing: Promise<void>[] = [];
  const outs: WriteStream[] = [];
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  const source = createReadStream(file, { highWaterMark: 1 << 20 });
  /** The first word counts; streams that wait for an end that does not come are left waiting. */
  let isOver = false;
  const fail = (error: unknown) => {
    isOver = true;
    failure.reject(error);
    source.destroy();
  };

  const begun = (work: Promise<void>): void => {
    work.catch(fail);
    writing.push(work);
  };
  const keep = (entry: ReadEntry): void => {
    const name = entry.type === "File" ? DATABASE.exec(plain(entry.path))?.[1] : undefined;
    if (!name || isOver) return void entry.resume();
    found.add(name);
    const out = createWriteStream(name.endsWith("-wal") ? `${unfinished}-wal` : unfinished, { mode: 0o600 });
    outs.push(out);
    out.on("error", fail);
    begun(written(entry, out));
  };
  const outer = parser((entry) => {
    const name = plain(entry.path);
    if (entry.type === "File" && name === "backup.json") return void noteIn(entry).then(refuseProtected).catch(fail);
    if (entry.type !== "File" || !INNER.test(name)) return void entry.resume();
    begun(readInner(entry, parser(keep, fail)));
  }, fail);

  source.on("error", fail);
  try {
    const ended = once(outer, "end").then(() => Promise.all(writing));
    source.pipe(outer);
    await Promise.race([ended, failure.promise]);
    if (!found.has("home-assistant_v2.db")) throw nothingIn(file);
    if (found.has("home-assistant_v2.db-wal")) await rename(`${unfinished}-wal`, `${target}-wal`);
    await rename(unfinished, target);
  } finally {
    for (const out of outs) await closed(out); // one that is still being opened would come back after it was removed
    for (const left of [unfinished, `${unfinished}-wal`]) await rm(left, { force: true });
  }
}

function parser(onReadEntry: (entry: ReadEntry) => void, fail: (error: unknown) => void): Parser {
  const damaged = (code: string) =>
    fail(new Refusal("damaged_source", `The archive is damaged (${code}); take another copy of it`));
  const made = new Parser({ strict: false, onReadEntry, onwarn: (code) => code !== "TAR_ENTRY_INFO" && damaged(code) });
  made.on("error", () => damaged("it ends too early, or is no archive"));
  return made;
}

/** @throws Refusal `encrypted_backup` where it begins neither as a tar nor as a compressed one */
async function readInner(entry: ReadEntry, inner: Parser): Promise<void> {
  const ended = once(inner, "end");
  ended.catch(() => {});
  let isFirst = true;
  for await (const chunk of entry) {
    if (isFirst && !beginsAsTar(chunk)) throw encrypted();
    isFirst = false;
    if (!inner.write(chunk)) await once(inner, "drain");
  }
  inner.end();
  await ended;
}

const beginsAsTar = (chunk: Buffer): boolean =>
  chunk.subarray(0, 2).equals(GZIP) || chunk.subarray(USTAR_AT, USTAR_AT + 5).toString("latin1") === "ustar";

async function closed(out: WriteStream): Promise<void> {
  if (out.closed) return;
  const over = once(out, "close");
  out.destroy();
  await over;
}

async function written(entry: ReadEntry, out: WriteStream): Promise<void> {
  const target = String(out.path);
  const missing = entry.size + KEEP_FREE - (await freeBytes(path.dirname(target)));
  if (missing > 0) {
    entry.resume();
    throw new Refusal(
      "no_space",
      `The backup's database needs ${Math.ceil(missing / 2 ** 20)} MB more than the disk has free; free some and start again`,
    );
  }
  for await (const chunk of entry) if (!out.write(chunk)) await once(out, "drain");
  out.end();
  await once(out, "finish");
  const { size } = await stat(target);
  if (size !== entry.size)
    throw new Refusal("damaged_source", "The backup ends within its database; take another copy of it");
}

async function noteIn(entry: ReadEntry): Promise<string> {
  if (entry.size > LARGEST_NOTE) {
    entry.resume();
    return "{}";
  }
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function refuseProtected(text: string): void {
  const note = Note.safeParse(jsonIn(text));
  if (note.success && note.data.protected) throw encrypted();
}

const plain = (name: string): string => name.replace(/^(?:\.\/)+/, "");

const encrypted = () =>
  new Refusal(
    "encrypted_backup",
    "This backup is encrypted. In Home Assistant open Settings, System, Backups, choose the backup and download it there: that download is unencrypted. Or import home-assistant_v2.db itself",
  );

const nothingIn = (file: string) =>
  new Refusal(
    "foreign_source",
    `${path.basename(file)} holds no recorder database; it is no backup of Home Assistant, or was made without its history, or the recorder is on another database`,
  );
