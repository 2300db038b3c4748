import type { z } from "zod";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, instantOf, toMicroseconds } from "#server/instant.ts";
import { Lru } from "#server/lru.ts";
import { Refusal } from "#server/refusal.ts";
import { soon } from "#server/soon.ts";
import { expireChanges } from "#server/store/changes/expire.ts";
import { doubt } from "#server/store/changes/queries.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import type { Link } from "../connect/link.ts";
import type { BusEvent } from "../observe/wire.ts";
import { startAuthors } from "./authors.ts";
import { listenToEntries } from "./entries.ts";
import { HELPERS } from "./inputs.ts";
import { pendingReads, type Wanted } from "./pending.ts";
import { noteHidden, type ReadParts, readKind } from "./read-kind.ts";
import { readers } from "./readers.ts";
import { type Trigger, triggersOf, versionIn } from "./triggers.ts";

const SETTLES = { seconds: 3 };
/** Nothing says when scripts have been reloaded, and a slow machine takes its time. */
const LATE = { seconds: 20 };
const RETRY = { seconds: 60 };
const MOST_MISSES = 5;
const BREATH = { milliseconds: 20 };
const EXPIRE_EVERY = { hours: 24 };
/** What was heard this long before the process was killed may not have been read. */
const IN_HAND = 60_000_000; // microseconds

export interface ChangeParts extends Omit<ReadParts, "source"> {
  readonly link: Link;
  readonly present: ReadonlyMap<string, PresentState>;
  rest<T>(path: string, answer: z.ZodType<T>): Promise<T>;
}

export interface ChangeKeeper extends AsyncDisposable {
  /** For each event of the bus that is no state. */
  noticed(event: BusEvent): void;
  /** For everything of the bus, unread: of states only those of update entities matter. */
  heard(raw: unknown): void;
  /** Reads everything once; `absentFrom`: since when nobody listened, where somebody had before. */
  begin(absentFrom: Instant | undefined): void;
}

/**
 * Keeps what is changed in the home's configuration: everything is read once a link, and then what an event tells of, a moment after it,
 * one question at a time.
 */
export function keepChanges({ link, present, rest, ...parts }: ChangeParts): ChangeKeeper {
  const { world, where, patiently } = parts;
  const { clock, log, db } = world;
  const source = { link, present, rest, breathe: () => clock.sleep(BREATH, link.over) };
  const pending = pendingReads();
  const authors = startAuthors();
  const reloads = new Lru<string, string[]>(50); // by the context of the call: which were reloaded
  const hidden = new Set<string>(); // ids of entries
  const listenedTo = new Set<string>(); // domains of helpers
  let absentFrom: Instant | undefined;
  let isBegun = false;

  const reading = soon(clock, SETTLES, work, stumbled);
  const expiring = clock.every(EXPIRE_EVERY, () => expireChanges(db, where.home, clock.now()).catch(stumbled));

  async function work(): Promise<void> {
    if (!isBegun) return;
    const from = absentFrom;
    absentFrom = undefined;
    if (from) await patiently(() => doubt(db, where, fromMicroseconds(toMicroseconds(from) - IN_HAND)));
    for (const wanted of pending.take()) {
      if (link.over.aborted) pending.add(wanted);
      else await read(wanted).catch((error) => missed(wanted, error));
    }
  }

  async function read(wanted: Wanted): Promise<void> {
    const kept = await readKind({ ...parts, source }, wanted);
    if (wanted.kind !== "integration" || hidden.size === 0) return;
    const shown = new Set(kept.map(({ item_id }) => item_id));
    const unseen = [...hidden].filter((id) => !shown.has(id));
    hidden.clear();
    await noteHidden({ ...parts, source }, unseen);
  }

  /** It is asked again; until it has answered, nobody knows what changed since. */
  async function missed(wanted: Wanted, error: unknown): Promise<void> {
    if (link.over.aborted || (error instanceof Refusal && error.code === "not_connected")) return pending.add(wanted);
    log.warn("a configuration could not be read", { kind: wanted.kind, error });
    await patiently(() => doubt(db, where, wanted.at, [wanted.kind]));
    if (wanted.misses < MOST_MISSES) later(RETRY, { ...wanted, misses: wanted.misses + 1 });
  }

  function want(wanted: Omit<Wanted, "misses"> & { misses?: number }): void {
    pending.add(wanted);
    reading.call();
  }

  function later(span: { seconds: number }, wanted: Wanted): void {
    void clock.sleep(span, link.over).then(() => link.over.aborted || want(wanted));
  }

  function stumbled(error: unknown): void {
    if (!link.over.aborted) log.warn("changes of the configuration could not be kept", { error });
  }

  const now = () => instantOf(clock.now());

  /** The event after a reload tells less than the call before it. */
  function narrowed(trigger: Trigger, { event_type, context }: BusEvent): Trigger {
    if (trigger.only && event_type === "call_service") reloads.set(context.id, trigger.only);
    const only = event_type.endsWith("_reloaded") ? reloads.get(context.id) : undefined;
    return only ? { ...trigger, only } : trigger;
  }

  function listen(): void {
    const entries = listenToEntries({
      clock,
      changed: () => want({ kind: "integration", at: now() }),
      hidden(entryId) {
        hidden.add(entryId);
        want({ kind: "integration", at: now() });
      },
    });
    careful(link.subscribe({ type: "config_entries/subscribe" }, entries));
    for (const domain of HELPERS) careful(listenToHelpers(domain));
  }

  async function listenToHelpers(domain: string): Promise<void> {
    if (listenedTo.has(domain)) return;
    listenedTo.add(domain);
    let isFirst = true; // which tells what there is
    const heard = () => {
      if (!isFirst) want({ kind: "helper", at: now() });
      isFirst = false;
    };
    await link.subscribe({ type: `${domain}/subscribe` }, heard).catch((error: unknown) => {
      listenedTo.delete(domain); // nobody has one yet
      throw error;
    });
  }

  const careful = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => {
      if (!(error instanceof Refusal)) stumbled(error);
    });

  return {
    noticed(event) {
      authors.noticed(event, clock.elapsed());
      const loaded = event.event_type === "component_loaded" && HELPERS.find((one) => one === event.data.component);
      if (loaded && isBegun) careful(listenToHelpers(loaded));
      for (const trigger of triggersOf(event).map((one) => narrowed(one, event))) {
        const wanted = { ...trigger, at: event.time_fired, by: authors.of(event, trigger, clock.elapsed()) };
        want(wanted);
        if (trigger.kind === "script") later(LATE, { ...wanted, misses: 0 });
      }
    },
    heard(raw) {
      for (const { at, ...trigger } of versionIn(raw))
        want({ ...trigger, at, by: authors.of({}, trigger, clock.elapsed()) });
    },
    begin(from) {
      absentFrom = from;
      isBegun = true;
      for (const { kind } of readers) pending.add({ kind, at: now() });
      reading.call();
      listen();
    },
    async [Symbol.asyncDispose]() {
      await reading[Symbol.asyncDispose]();
      for (const { kind, at } of pending.take()) await doubt(db, where, at, [kind]).catch(stumbled);
      await expiring[Symbol.asyncDispose]();
    },
  };
}
