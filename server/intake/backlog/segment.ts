import { createReadStream, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { type FileHandle, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { checkedLine, readChecked } from "#server/checked-lines.ts";
import { type Observation, Observed } from "#server/store/memory/observation.ts";

/** One file of the spill. `isKept`: what may be given up has been given up already. */
export interface Segment {
  readonly number: number;
  readonly name: string;
  bytes: number;
  events: number;
  readonly isKept: boolean;
}

/** A full one carries its count in its name, so that years of them are counted by a look into the folder. */
const NAME = /^(\d{8})(?:-(\d+)(k?))?\.spill$/;
const LINES_A_WRITE = 2_000;

export const openName = (number: number): string => `${numbered(number)}.spill`;
const closedName = ({ number, events, isKept }: Omit<Segment, "name">): string =>
  `${numbered(number)}-${events}${isKept ? "k" : ""}.spill`;
const numbered = (number: number): string => String(number).padStart(8, "0");

/** Oldest first. Only one that was open at a kill has to be read. */
export async function segmentsIn(folder: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const [, number, events, kept] = NAME.exec(name) ?? [];
    if (name.endsWith(".new")) rmSync(path.join(folder, name)); // a rewriting that did not come to its end
    if (number === undefined) continue;
    const file = path.join(folder, name);
    segments.push({
      number: Number(number),
      name,
      bytes: statSync(file).size,
      events: events === undefined ? await linesIn(file) : Number(events),
      isKept: kept === "k",
    });
  }
  return segments;
}

async function linesIn(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
  }
  return lines;
}

/** Gives a segment its count. */
export async function closed(folder: string, segment: Segment): Promise<Segment> {
  const name = closedName(segment);
  if (name !== segment.name) await rename(path.join(folder, segment.name), path.join(folder, name));
  return { ...segment, name };
}

export async function readSegment(folder: string, { name }: Segment) {
  const lines = (await readFile(path.join(folder, name), "utf8")).split("\n").filter(Boolean);
  const observations = lines.flatMap((line) => Observed.safeParse(readChecked(line)).data ?? []);
  return { observations, torn: lines.length - observations.length };
}

/** Returns, with how many bytes they took, when the observations are on the disk. Leaves nothing of them where the disk does not take them all. */
export async function appendTo(handle: FileHandle, size: number, observations: readonly Observation[]) {
  let at = size;
  try {
    for (let from = 0; from < observations.length; from += LINES_A_WRITE) {
      const text = Buffer.from(
        observations
          .slice(from, from + LINES_A_WRITE)
          .map(checkedLine)
          .join(""),
      );
      await handle.writeFile(text); // unlike write it does not stop half-way where the disk is full
      at += text.length;
    }
    await handle.datasync();
    return at - size;
  } catch (error) {
    await handle.truncate(size);
    throw error;
  }
}

/** Writes only these in the place of a segment; whole or not at all. */
export async function rewritten(folder: string, segment: Segment, observations: readonly Observation[]) {
  const file = path.join(folder, `${numbered(segment.number)}.new`);
  const handle = await open(file, "w", 0o600);
  let bytes = 0;
  try {
    bytes = await appendTo(handle, 0, observations);
  } finally {
    await handle.close();
  }
  const next = { ...segment, bytes, events: observations.length, isKept: true };
  const name = closedName(next);
  await rename(file, path.join(folder, name));
  if (name !== segment.name) rmSync(path.join(folder, segment.name), { force: true });
  await syncFolder(folder);
  return { ...next, name };
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
