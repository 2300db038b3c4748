import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import { type Observation, Observed } from "#server/store/memory/observation.ts";

const SEGMENT_BYTES = 8 * 1024 * 1024;

export interface Spill {
  /** Returns when the observations are on the disk. Throws, and has none of them, where the disk does not take them all. */
  append(observations: readonly Observation[]): void;
  /** The oldest segment's observations, and how to let go of it once they are in the database. */
  oldest(): { observations: Observation[]; torn: number; done(): void } | undefined;
  /** Writes anew without what is not to be kept; answers how many went. */
  keepOnly(isKept: (observation: Observation) => boolean): number;
  /** Gives up the oldest segment; answers how many observations went with it. */
  shed(): number;
  readonly bytes: number;
  readonly events: number;
  close(): void;
}

/**
 * What the database cannot take now, in files of lines: CRC-32, a space, JSON. A line that a power cut tore is skipped by its checksum.
 * Segments are numbered upwards; the last one is open for appending.
 */
export function openSpill(folder: string, segmentBytes = SEGMENT_BYTES): Spill {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const segments = new Map<number, { bytes: number; events: number }>(); // by number, oldest first
  for (const number of numbersIn(folder)) segments.set(number, measured(fileOf(number)));
  let last = Math.max(0, ...segments.keys());
  let open: { number: number; fd: number } | undefined;

  function fileOf(number: number): string {
    return path.join(folder, `${String(number).padStart(8, "0")}.spill`);
  }

  function segment(): { number: number; fd: number } {
    if (open && (segments.get(open.number)?.bytes ?? 0) < segmentBytes) return open;
    const full = open;
    open = undefined; // should the next one not open, a closed number must not be closed again: it may be somebody else's by then
    if (full) closeSync(full.fd);
    open = { number: last + 1, fd: openSync(fileOf(last + 1), "a", 0o600) };
    last += 1;
    segments.set(last, { bytes: 0, events: 0 });
    syncFolder(folder);
    return open;
  }

  function drop(number: number): void {
    if (open?.number === number) {
      closeSync(open.fd);
      open = undefined;
    }
    rmSync(fileOf(number), { force: true });
    segments.delete(number);
  }

  function readSegment(number: number): { observations: Observation[]; torn: number } {
    const read = readFileSync(fileOf(number), "utf8").split("\n").filter(Boolean).map(observationIn);
    const observations = read.filter((one) => one !== undefined);
    return { observations, torn: read.length - observations.length };
  }

  /** The old file is there until the new one is whole. */
  function replace(number: number, observations: readonly Observation[]): void {
    if (open?.number === number) {
      closeSync(open.fd);
      open = undefined;
    }
    const text = observations.map(lineOf).join("");
    const fresh = `${fileOf(number)}.new`;
    const fd = openSync(fresh, "w", 0o600);
    writeFileSync(fd, text);
    fsyncSync(fd);
    closeSync(fd);
    renameSync(fresh, fileOf(number));
    syncFolder(folder);
    segments.set(number, { bytes: Buffer.byteLength(text), events: observations.length });
  }

  const total = (of: "bytes" | "events") => [...segments.values()].reduce((sum, one) => sum + one[of], 0);

  return {
    append(observations) {
      const { number, fd } = segment();
      const text = observations.map(lineOf).join("");
      const size = segments.get(number) ?? { bytes: 0, events: 0 };
      try {
        writeFileSync(fd, text); // unlike writeSync it does not stop half-way where the disk is full
        fsyncSync(fd);
      } catch (error) {
        ftruncateSync(fd, size.bytes);
        throw error;
      }
      segments.set(number, { bytes: size.bytes + Buffer.byteLength(text), events: size.events + observations.length });
    },
    oldest() {
      const [number] = segments.keys();
      if (number === undefined) return undefined;
      if (open?.number === number) {
        closeSync(open.fd); // what comes from now on goes to the next segment
        open = undefined;
      }
      return { ...readSegment(number), done: () => drop(number) };
    },
    keepOnly(isKept) {
      let gone = 0;
      for (const number of [...segments.keys()]) {
        const { observations } = readSegment(number);
        const kept = observations.filter(isKept);
        if (kept.length === observations.length) continue;
        gone += observations.length - kept.length;
        if (kept.length > 0) replace(number, kept);
        else drop(number);
      }
      return gone;
    },
    shed() {
      const [number] = segments.keys();
      if (number === undefined) return 0;
      const { events } = segments.get(number) ?? { events: 0 };
      drop(number);
      return events;
    },
    get bytes() {
      return total("bytes");
    },
    get events() {
      return total("events");
    },
    close() {
      if (open) closeSync(open.fd);
      open = undefined;
    },
  };
}

const numbersIn = (folder: string): number[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => /^\d{8}\.spill$/.test(name))
    .map((name) => Number(name.slice(0, 8)))
    .sort((one, other) => one - other);

function measured(file: string) {
  return { bytes: statSync(file).size, events: readFileSync(file, "utf8").split("\n").filter(Boolean).length };
}

const checksum = (text: string): string => crc32(text).toString(16).padStart(8, "0");

function lineOf(observation: Observation): string {
  const text = JSON.stringify(observation);
  return `${checksum(text)} ${text}\n`;
}

function observationIn(line: string): Observation | undefined {
  const text = line.slice(9);
  if (line.slice(0, 8) !== checksum(text)) return undefined;
  return Observed.safeParse(JSON.parse(text)).data;
}

function syncFolder(folder: string): void {
  const fd = openSync(folder, "r");
  fsyncSync(fd);
  closeSync(fd);
}
