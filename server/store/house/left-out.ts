import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { domainOf } from "#server/domain-of.ts";

/** What an observation is about, as far as the owner may leave it out by that. */
export interface Subject {
  entityId: string | null;
  type: string;
}

type Known = {
  entity_id: string;
  device_id: string | null;
  area_id: string | null;
  platform: string | null;
  labels: string[];
};

/** What our own integration shows tells how the memory is: remembered, each event would make another. */
const OWN_PLATFORM = "homeops";
const OWN_LABEL = "homeops_ignore"; // how Home Assistant spells the id of the label homeops-ignore

export const leftOut = (db: Queries, home: number) =>
  db.rows<{ kind: string; value: string }>(sql`
    select kind, value
    from house.left_out
    where home_id = ${home}
    limit 10000`);

const currentOf = (db: Queries, connectionId: string) =>
  db.rows<Known>(sql`
    select entity_id, device_id, area_id, platform, labels
    from house.entity
    where connection_id = ${connectionId}::uuid and removed_at is null
    limit 100000`);

type More = {
  /** What the recorder leaves out. */
  unrecorded?: Iterable<string>;
  /** Entity ids as an option names them, also by * and ?. */
  patterns?: readonly string[];
};

/** Judges by sets, and few patterns, so that a look costs next to nothing. Made anew when the house or the owner's wish changes. */
export async function leaveOut(
  db: Queries,
  place: { home: number; connectionId: string },
  { unrecorded = [], patterns = [] }: More = {},
) {
  const wishes = await leftOut(db, place.home);
  const wished = (kind: string) => new Set(wishes.filter((wish) => wish.kind === kind).map(({ value }) => value));
  const [devices, areas, integrations, labels] = ["device", "area", "integration", "label"].map(wished);
  const domains = wished("domain");
  const types = wished("event_type");
  const entities = new Set([...wished("entity"), ...(wished("unrecorded").has("remember") ? [] : unrecorded)]);
  for (const known of await currentOf(db, place.connectionId)) {
    const isOut =
      known.platform === OWN_PLATFORM ||
      devices?.has(known.device_id ?? "") ||
      areas?.has(known.area_id ?? "") ||
      integrations?.has(known.platform ?? "") ||
      known.labels.some((label) => labels?.has(label) || label === OWN_LABEL || label === "homeops-ignore");
    if (isOut) entities.add(known.entity_id);
  }
  for (const id of patterns) if (!/[*?]/.test(id)) entities.add(id);
  const alike = patterns.filter((id) => /[*?]/.test(id)).map(expressionOf);
  return ({ entityId, type }: Subject): boolean =>
    types.has(type) ||
    (entityId !== null &&
      (entities.has(entityId) || domains.has(domainOf(entityId)) || alike.some((one) => one.test(entityId))));
}

const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*").replaceAll("?", ".")}$`);

export const keepLeftOut = (tx: Queries, home: number, wish: { kind: string; value: string }) =>
  tx.run(sql`
    insert into house.left_out (home_id, kind, value)
    values (${home}, ${wish.kind}, ${wish.value})
    on conflict do nothing`);

export const takeBackLeftOut = (tx: Queries, home: number, wish: { kind: string; value: string }) =>
  tx.run(sql`
    delete from house.left_out
    where home_id = ${home} and kind = ${wish.kind} and value = ${wish.value}`);
