import { mkdirSync, rmSync } from "node:fs";
import { type FileHandle, open as openFile } from "node:fs/promises";
import path from "node:path";
import type { Observation } from "#server/store/memory/observation.ts";
import { appendTo, closed, openName, readSegment, rewritten, type Segment, segmentsIn, syncFolder } from "./segment.ts";

/** Some 1,500 events: as much as is read at once. */
const SEGMENT_BYTES = 512 * 1024;

export interface Shed {
  readonly events: number;
  /** Instants of the first and the last of them. */
  readonly from: string;
  readonly to: string;
}

export interface Spill {
  /** Resolves when the observations are on the disk. Throws, and has none of them, where the disk does not take them all. */
  append(observations: readonly Observation[]): Promise<void>;
  /** The oldest segment's observations, and what to do when they are in the database, or are not. */
  oldest(): Promise<{ observations: Observation[]; torn: number; done(): Promise<void>; again(): void } | undefined>;
  /** Gives up the oldest of what need not be kept; where there is none, the oldest. */
  shed(isKept: (observation: Observation) => boolean): Promise<Shed | undefined>;
  /** Takes out what must not be remembered any more. Answers how many. */
  forget(isForgotten: (observation: Observation) => boolean): Promise<number>;
  readonly bytes: number;
  readonly events: number;
  close(): Promise<void>;
}

/**
 * What the database cannot take now, in files of checked lines. Segments are numbered upwards; the last one is open for appending.
 * Files are handled off the main thread: an SD card may take seconds over a sync.
 */
export async function openSpill(folder: string, segmentBytes = SEGMENT_BYTES): Promise<Spill> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const segments = new Map<number, Segment>(); // by number, oldest first
  for (const segment of await segmentsIn(folder)) segments.set(segment.number, segment);
  let last = Math.max(0, ...segments.keys());
  let open: { number: number; handle: FileHandle } | undefined;
  let reading: number | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  /** One thing at a time. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = tail.then(work);
    tail = result.catch(() => {});
    return result;
  }

  async function append(observations: readonly Observation[]): Promise<void> {
    const { number, handle } = await openSegment();
    const segment = segments.get(number);
    if (!segment) throw new Error(`segment ${number} is open and unknown`);
    segment.bytes += await appendTo(handle, segment.bytes, observations);
    segment.events += observations.length;
  }

  async function openSegment(): Promise<{ number: number; handle: FileHandle }> {
    if (open && (segments.get(open.number)?.bytes ?? 0) < segmentBytes) return open;
    await closeOpen();
    const number = last + 1;
    const name = openName(number);
    open = { number, handle: await openFile(path.join(folder, name), "a", 0o600) };
    last = number;
    segments.set(number, { number, name, bytes: 0, events: 0, isKept: false });
    await syncFolder(folder);
    return open;
  }

  async function closeOpen(): Promise<void> {
    const full = open;
    open = undefined; // should the next one not open, a closed one must not be closed again
    if (!full) return;
    await full.handle.close();
    const segment = segments.get(full.number);
    if (segment?.events === 0) drop(segment);
    else if (segment) segments.set(full.number, await closed(folder, segment));
  }

  function drop({ number, name }: Segment): void {
    rmSync(path.join(folder, name), { force: true });
    segments.delete(number);
  }

  async function oldest() {
    const [number] = segments.keys();
    if (number !== undefined && open?.number === number) await closeOpen(); // what comes from now on goes to the next one
    const segment = number === undefined ? undefined : segments.get(number);
    if (!segment) return undefined;
    reading = segment.number;
    const again = () => {
      reading = undefined;
    };
    const read = await readSegment(folder, segment).finally(again);
    reading = segment.number;
    const done = () =>
      inTurn(async () => {
        again();
        drop(segments.get(segment.number) ?? segment); // it may have been written anew meanwhile
      });
    return { ...read, done, again };
  }

  async function shed(isKept: (observation: Observation) => boolean): Promise<Shed | undefined> {
    const free = [...segments.values()].filter(({ number }) => number !== reading);
    const chosen = free.find((segment) => !segment.isKept) ?? free[0];
    if (chosen && open?.number === chosen.number) await closeOpen();
    const segment = chosen && segments.get(chosen.number);
    if (!segment) return undefined;
    const { observations } = await readSegment(folder, segment);
    const kept = segment.isKept ? [] : observations.filter(isKept);
    if (kept.length === 0) drop(segment);
    else segments.set(segment.number, await rewritten(folder, segment, kept));
    const given = segment.isKept ? observations : observations.filter((one) => !isKept(one));
    const ats = given.map(({ at }) => at).sort();
    return { events: segment.events - kept.length, from: ats[0] ?? "", to: ats.at(-1) ?? "" };
  }

  async function forget(isForgotten: (observation: Observation) => boolean): Promise<number> {
    await closeOpen();
    let forgotten = 0;
    for (const segment of [...segments.values()]) {
      const { observations } = await readSegment(folder, segment);
      const rest = observations.filter((one) => !isForgotten(one));
      if (rest.length === observations.length) continue;
      forgotten += observations.length - rest.length;
      if (rest.length === 0) drop(segment);
      else segments.set(segment.number, await rewritten(folder, segment, rest));
    }
    return forgotten;
  }

  const total = (of: "bytes" | "events") => [...segments.values()].reduce((sum, one) => sum + one[of], 0);

  return {
    append: (observations) => inTurn(() => append(observations)),
    oldest: () => inTurn(oldest),
    shed: (isKept) => inTurn(() => shed(isKept)),
    forget: (isForgotten) => inTurn(() => forget(isForgotten)),
    get bytes() {
      return total("bytes");
    },
    get events() {
      return total("events");
    },
    close: () => inTurn(closeOpen),
  };
}
