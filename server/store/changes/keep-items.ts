import type { Queries, Transactions } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { packText, unpack } from "#server/packed.ts";
import type { ChangeAction, ChangeKind, Gist } from "./contract.ts";
import { differences } from "./differences.ts";
import { gistOf } from "./gist.ts";
import { type Hashed, hashed, type Item, mentionedIn } from "./item.ts";
import {
  bodyOf,
  type ItemRow,
  insertChange,
  insertContents,
  itemsOf,
  keepLook,
  lookAt,
  namedItems,
  upsertItems,
  type Where,
} from "./queries.ts";

/** In one transaction; the embedded engine answers nobody else meanwhile. */
const AT_ONCE = 200;

/** What was read of one kind. */
export interface Reading {
  readonly kind: ChangeKind;
  readonly items: readonly Item[];
  /** All that there are. */
  readonly isWhole: boolean;
  /** What is missing of a whole was not removed: it only does not tell now. */
  readonly isReticent?: boolean;
  /** Asked for by their ids, and not there any more. */
  readonly gone?: readonly string[];
  readonly at: Instant;
  readonly who: string | null;
  /** Of which only what is now may be kept, and not that it changed. */
  readonly isSilent?: boolean;
  /** Of which nothing at all may be kept. */
  isLeftOut?(entityId: string | null): boolean;
}

export interface KeptChange {
  readonly change: number;
  readonly at: Instant;
  readonly since: Instant | null;
  readonly kind: ChangeKind;
  readonly action: ChangeAction;
  readonly item_id: string;
  readonly entity_id: string | null;
  readonly name: string;
  readonly who: string | null;
  readonly gist: Gist;
}

/**
 * Compares what was read with what was read before, by hash first, and keeps what differs. The first reading of a kind as a whole is the
 * ground on which the later ones stand, and no change. What changed while nobody listened has bounds instead of an instant.
 */
export async function keepItems(db: Transactions, where: Where, reading: Reading): Promise<KeptChange[]> {
  const all = [...new Map(reading.items.map((item) => [item.item_id, item])).values()];
  const ids = new Set(all.map(({ item_id }) => item_id));
  const changes: KeptChange[] = [];
  for (let from = 0; from < all.length || from === 0; from += AT_ONCE) {
    const isLast = from + AT_ONCE >= all.length;
    const part = all
      .slice(from, from + AT_ONCE)
      .filter(({ entity_id }) => !reading.isLeftOut?.(entity_id))
      .map((item) => hashed(reading.kind, item));
    await db.transaction(async (tx) => {
      const look = await lookAt(tx, where, reading.kind);
      const isGround = !look?.first_at;
      const steps = { tx, where, reading, since: look?.unsure_since ?? null, told: changes.length };
      if (isGround && !reading.isWhole) return;
      changes.push(...(await keepPart({ ...steps, isGround }, part)));
      if (!isLast) return;
      changes.push(...(await keepGone({ ...steps, told: changes.length, isGround }, ids)));
      if (reading.isWhole) await keepLook(tx, where, reading.kind, reading.at);
    });
  }
  return changes;
}

type Steps = {
  tx: Queries;
  where: Where;
  reading: Reading;
  since: Instant | null;
  told: number;
  isGround: boolean;
};

async function keepPart(steps: Steps, part: readonly Hashed[]): Promise<KeptChange[]> {
  const { tx, where, reading } = steps;
  const ids = part.map(({ item_id }) => item_id);
  const known = new Map((await itemsOf(tx, where, reading.kind, ids)).map((row) => [row.item_id, row]));
  const news = part.filter((item) => !isEqual(item, known.get(item.item_id)));
  if (news.length === 0) return [];
  const packed = await Promise.all(news.map(async ({ text, hash }) => ({ body: await packText(text), hash })));
  const contents = await insertContents(tx, where.home, packed);
  const contentOf = ({ hash }: Hashed) => contents.get(hash) ?? null;
  const rows = await upsertItems(
    tx,
    where,
    reading.kind,
    news.map((item) => ({ ...keyOf(item), content_id: contentOf(item) })),
  );
  const changed = news.filter((item) => item.hash !== known.get(item.item_id)?.hash);
  return told(
    steps,
    changed.map((item) => ({
      ...keyOf(item),
      row: rows.get(item.item_id) ?? 0,
      before: known.get(item.item_id)?.content_id ?? null,
      after: contentOf(item),
      text: item.text,
    })),
  );
}

const keyOf = ({ item_id, entity_id, name }: Omit<Item, "body">) => ({ item_id, entity_id, name });

const isEqual = (item: Hashed, known: ItemRow | undefined): boolean =>
  known !== undefined && known.hash === item.hash && known.name === item.name && known.entity_id === item.entity_id;

async function keepGone(steps: Steps, ids: ReadonlySet<string>): Promise<KeptChange[]> {
  const { tx, where, reading } = steps;
  const isAll = reading.isWhole && !reading.isReticent;
  if (!isAll && !reading.gone?.length) return [];
  const known = await itemsOf(tx, where, reading.kind, isAll ? undefined : reading.gone);
  const gone = known.filter(({ item_id, content_id }) => content_id !== null && !ids.has(item_id));
  if (gone.length === 0) return [];
  await upsertItems(
    tx,
    where,
    reading.kind,
    gone.map((row) => ({ ...keyOf(row), content_id: null })),
  );
  return told(
    steps,
    gone.map((row) => ({ ...keyOf(row), row: row.id, before: row.content_id, after: null, text: "" })),
  );
}

type Changed = Omit<Item, "body"> & { row: number; before: number | null; after: number | null; text: string };

async function told(
  { tx, where, reading, since, isGround, told }: Steps,
  changed: readonly Changed[],
): Promise<KeptChange[]> {
  if (isGround || reading.isSilent || changed.length === 0) return [];
  const { kind, who } = reading;
  const names = new Map((await namedItems(tx, where)).map(({ item_id, name }) => [item_id, name]));
  const first = toMicroseconds(reading.at);
  const kept: KeptChange[] = [];
  for (const [index, it] of changed.entries()) {
    const before = it.before === null ? undefined : await read(tx, it.before);
    const after = it.after === null ? undefined : JSON.parse(it.text);
    const action = before === undefined ? "added" : after === undefined ? "removed" : "changed";
    const gist =
      action === "changed" ? gistOf(differences(before, after), (id) => names.get(id)) : { differences: [], more: 0 };
    // In the memory an entity has one event of a type at an instant.
    const at = fromMicroseconds(first + told + index);
    const mentions = mentionedIn(it.entity_id, [JSON.stringify(before) ?? "", it.text]);
    const row = {
      item_id: it.row,
      at,
      since,
      action,
      name: it.name,
      who,
      before_id: it.before,
      after_id: it.after,
    } as const;
    const stored = await insertChange(tx, where.home, { ...row, gist, mentions });
    if (stored) kept.push({ ...keyOf(it), change: stored.id, at, since, kind, action, who, gist });
  }
  return kept;
}

async function read(tx: Queries, contentId: number): Promise<unknown> {
  const body = await bodyOf(tx, contentId);
  return body ? unpack(body) : undefined;
}
