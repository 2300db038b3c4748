import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Queries } from "#db/database.ts";
import { Lru } from "#server/lru.ts";
import { type AttributesRow, attributeIds, insertAttributes } from "./queries.ts";
import { noteFound, shareSweep } from "./retention/sweep-queries.ts";

const REMEMBERED_SETS = 20_000; // some 3 MB; the recorder keeps 2,048
const REMEMBERED_BASES = 5_000;
const DAY_MS = 86_400_000;

type Body = Record<string, unknown>;
type Base = { id: number; body: Body };

/** A text of JSON, the entity whose attributes it is (null for the data of other events), and the UTC day of its event. */
export type Wanted = { text: string; entityId: number | null; day: string };

/**
 * Attributes of a home, each stored once a day. A set that shares most of its keys with its entity's base is stored as the difference:
 * a light that only changes its brightness costs 40 bytes, not 400.
 */
export function attributeStore(home: number) {
  let ids = new Lru<string, number>(REMEMBERED_SETS); // by hash
  let bases = new Lru<number, Base>(REMEMBERED_BASES); // by entity
  let sweepNumber = 0; // since when the ids are remembered

  /** The id of each text, in its order; new ones are inserted. Call `keep` once the transaction has committed. */
  async function resolve(tx: Queries, wanted: readonly Wanted[]) {
    const { hashes, distinct } = hashed(wanted);
    const sweep = await shareSweep(tx, home);
    if (sweep && sweep.number !== sweepNumber) {
      ids = new Lru(REMEMBERED_SETS);
      bases = new Lru(REMEMBERED_BASES);
      sweepNumber = sweep.number;
    }
    const learned = { ids: new Map<string, number>(), bases: new Map<number, Base>() };
    const found = new Map<string, number>();
    const missing = new Map<string, Wanted>();
    for (const [hash, one] of distinct) {
      const id = ids.get(hash);
      if (id === undefined) missing.set(hash, one);
      else found.set(hash, id);
    }
    if (missing.size > 0) await learn(tx, missing, learned);
    const swept = [...learned.ids.values()].filter((id) => id <= (sweep?.upto ?? 0));
    if (swept.length > 0) await noteFound(tx, home, swept);
    for (const [hash, id] of learned.ids) found.set(hash, id);
    return {
      ids: hashes.map((hash) => found.get(hash) ?? null),
      keep() {
        for (const [hash, id] of learned.ids) ids.set(hash, id);
        for (const [entityId, base] of learned.bases) bases.set(entityId, base);
      },
    };
  }

  async function learn(
    tx: Queries,
    missing: Map<string, Wanted>,
    learned: { ids: Map<string, number>; bases: Map<number, Base> },
  ) {
    const baseOf = (entityId: number) => learned.bases.get(entityId) ?? bases.get(entityId);
    const learnt = (hash: string, id: number, isWhole: boolean) => {
      learned.ids.set(hash, id);
      const { text, entityId } = missing.get(hash) ?? { text: "{}", entityId: null };
      if (isWhole && entityId !== null && !baseOf(entityId))
        learned.bases.set(entityId, { id, body: JSON.parse(text) });
    };
    for (const { hash, id, base_id } of await attributeIds(tx, home, [...missing.keys()]))
      learnt(hash, id, base_id === null);

    // Two rounds: what becomes a base first, so that the rest of the batch can already lean on it.
    for (const round of ["bases", "rest"] as const) {
      const promised = new Set<number>();
      const rows: AttributesRow[] = [];
      for (const [hash, { text, entityId }] of missing) {
        if (learned.ids.has(hash)) continue;
        const needsBase = entityId !== null && !baseOf(entityId) && !promised.has(entityId);
        if (round === "bases" && !needsBase) continue;
        if (entityId !== null) promised.add(entityId);
        rows.push({ hash, ...leaning(text, entityId === null ? undefined : baseOf(entityId)) });
      }
      if (rows.length === 0) continue;
      for (const { hash, id, base_id } of await insertAttributes(tx, home, rows)) learnt(hash, id, base_id === null);
    }
  }

  return { resolve };
}

/** A batch says the same again and again, with the same text: what is asked of each event must cost a look and no more. */
function hashed(wanted: readonly Wanted[]) {
  const days = new Map<string, Map<string, string>>(); // hashes by day and text
  const distinct = new Map<string, Wanted>(); // by hash
  const hashes = wanted.map((one) => {
    const ofDay = days.get(one.day) ?? new Map<string, string>();
    days.set(one.day, ofDay);
    const known = ofDay.get(one.text);
    if (known !== undefined) return known;
    const hash = hashOf(one);
    ofDay.set(one.text, hash);
    distinct.set(hash, one);
    return hash;
  });
  return { hashes, distinct };
}

/** The set as the difference from a base where that is less than half as long, else whole. */
function leaning(text: string, base: Base | undefined): Omit<AttributesRow, "hash"> {
  if (base) {
    const { body, removed } = differenceFrom(base.body, JSON.parse(text));
    if (body.length < text.length / 2) return { base_id: base.id, body, removed };
  }
  return { base_id: null, body: text, removed: null };
}

/** What to lay over the base, and which of its keys to leave out. */
export function differenceFrom(base: Body, body: Body): { body: string; removed: string[] | null } {
  const isAsBefore = ([key, value]: [string, unknown]) =>
    Object.hasOwn(base, key) && isDeepStrictEqual(base[key], value);
  const changed = Object.entries(body).filter((entry) => !isAsBefore(entry));
  const removed = Object.keys(base).filter((key) => !Object.hasOwn(body, key));
  return { body: JSON.stringify(Object.fromEntries(changed)), removed: removed.length > 0 ? removed : null };
}

/**
 * Two bytes of the day, then SHA-256, as a UUID. With the day in front a day's sets lie side by side in the index; hashes alone would touch
 * a page of it each, 50 MB a day in a memory of some months. What comes again on another day is stored again: 1 byte an event.
 */
function hashOf({ text, day }: Wanted): string {
  const number = Math.floor(Date.parse(day) / DAY_MS) & 0xffff;
  const hex = number.toString(16).padStart(4, "0") + createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
