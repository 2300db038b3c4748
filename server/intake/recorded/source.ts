import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import type { Secret } from "#server/secret.ts";
import type { RecordedImport } from "#server/store/memory/recorded/recorded-import.ts";
import { takeOutDatabase } from "./backup.ts";
import type { RecorderPlace } from "./recorder-database.ts";

const SQLITE = "SQLite format 3\0";
const SECURETAR = "SecureTar";
const HEAD_BYTES = 512;
const DATABASE = "home-assistant_v2.db";
const SCHEMES: Record<string, "postgresql" | "mariadb"> = {
  postgres: "postgresql",
  postgresql: "postgresql",
  mysql: "mariadb",
  mariadb: "mariadb",
};

export type Source = {
  kind: RecordedImport["kind"];
  /** As it is shown: without a password. */
  source: string;
  place: RecorderPlace;
};

/** @throws Refusal `unknown_source`, `foreign_source`, `damaged_source`, and those of takeOutDatabase() */
export async function sourceOf(wanted: { file: string } | { url: Secret }, importFolder: string): Promise<Source> {
  return "url" in wanted ? databaseAt(wanted.url) : fileAt(path.resolve(wanted.file), importFolder);
}

/** Where a backup's database is kept while it is imported. */
const takenOut = (importFolder: string, key: string): string =>
  path.join(importFolder, `backup-${createHash("sha256").update(key).digest("hex").slice(0, 16)}.db`);

async function fileAt(named: string, importFolder: string): Promise<Source> {
  const found = await stat(named).catch((cause) => {
    throw new Refusal("unknown_source", `There is no file ${named}, or HomeOps may not read it`, { cause });
  });
  if (found.isDirectory()) return fileAt(databaseIn(named), importFolder);
  const head = await headOf(named);
  const text = head.toString("latin1");
  if (text.startsWith(SQLITE)) {
    refuseTruncated(named, head, found.size);
    return { kind: "sqlite", source: named, place: { kind: "sqlite", file: named } };
  }
  if (!text.startsWith(SECURETAR) && !isArchive(head)) throw foreign(named);
  const file = takenOut(importFolder, `${named} ${found.size} ${found.mtimeMs}`);
  if (!existsSync(file)) await takeOutDatabase(named, file);
  return { kind: "backup", source: named, place: { kind: "sqlite", file } };
}

function databaseIn(folder: string): string {
  const file = path.join(folder, DATABASE);
  if (existsSync(file)) return file;
  throw new Refusal("unknown_source", `There is no ${DATABASE} in ${folder}`);
}

async function headOf(file: string): Promise<Buffer> {
  const opened = await open(file, "r").catch((cause) => {
    throw new Refusal("unknown_source", `HomeOps may not read ${file}`, { cause });
  });
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await opened.close();
  }
}

/** Its own header says how long it is; beside a log it may be shorter. Source: the SQLite file format, section 1.3. */
function refuseTruncated(file: string, head: Buffer, bytes: number): void {
  const written = head.readUInt16BE(16);
  const page = written === 1 ? 65_536 : written;
  if (existsSync(`${file}-wal`) || bytes >= head.readUInt32BE(28) * page) return;
  throw new Refusal("damaged_source", `${file} is damaged: it ends before its end; copy it again, or import a backup`);
}

const isArchive = (head: Buffer): boolean =>
  (head[0] === 0x1f && head[1] === 0x8b) || head.subarray(257, 262).toString("latin1") === "ustar";

const foreign = (file: string) =>
  new Refusal(
    "foreign_source",
    `${file} is neither a recorder file nor a backup of Home Assistant; take ${DATABASE} from its configuration folder, or a backup as .tar`,
  );

function databaseAt(url: Secret): Source {
  const text = url.reveal();
  const scheme = SCHEMES[/^([a-z]+)(?:\+\w+)?:\/\//i.exec(text)?.[1]?.toLowerCase() ?? ""];
  if (!scheme || !URL.canParse(text))
    throw new Refusal(
      "unknown_source",
      "The address must look like mysql://user:password@host/homeassistant or postgresql://user:password@host/homeassistant",
    );
  const address = new URL(text.replace(/^[^:]+/, scheme));
  const user = address.username ? `${address.username}@` : "";
  return {
    kind: scheme,
    source: `${scheme}://${user}${address.host}${address.pathname}`,
    place: { kind: scheme, url: address.href },
  };
}
