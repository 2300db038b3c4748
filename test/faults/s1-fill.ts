import { createHash } from "node:crypto";
import type pg from "pg";

/** A home with a row in every table of the catalogue; its name stands in every text of them. */
export type FilledHome = { name: string; home: number; person: string; rows: ReadonlyMap<string, Row> };
export type Row = Readonly<Record<string, unknown>>;
export type Table = { name: string; columns: Column[] };
type Column = { name: string; type: string; is_needed: boolean; is_free: boolean; refers_to: string | null };
type Identity = { name: string; column: string; type: string };

const AT = "2026-11-21T10:00:00+00:00";
export const DAY = "2026-11-21";

/** What no name or type tells, by table and column. */
const hashed = ({ name, first }: Filling) => createHash("sha256").update(`${name} ${first}`).digest();
const KNOWN: Record<string, (home: Filling) => unknown> = {
  "people.home_assistant_user.ha_user_id": ({ first }) => String(first % 10).repeat(32),
  "people.invitation.hash": hashed,
  "people.token.hash": hashed,
  "webhooks.source.id": (home) => hashed(home).toString("base64url").slice(0, 22),
  "house.entity.entity_id": ({ name }) => `light.${name}`,
  "memory.telling.place": ({ rows }) => rows.get("house.entity")?.id,
};

/** Columns that point somewhere without a foreign key: the events are too many for one. */
const POINTS: Record<string, string> = {
  entity_id: "house.entity",
  series_id: "series.series",
  sentence_id: "memory.sentence",
  attributes_id: "memory.attributes",
  finding_id: "ledger.finding",
};

/** These are nobody's or everybody's, so that one row is enough. */
const isShared = ({ name, columns }: Table) =>
  !columns.some((column) => column.name === "home_id") && !["public.users", "people.home"].includes(name);

type Filling = { name: string; first: number; rows: Map<string, Row> };

/** Every table of ours, those first that others refer to. */
export async function tablesIn(owner: pg.Client): Promise<Table[]> {
  const { rows } = await owner.query<Table>(TABLES);
  const ordered: Table[] = [];
  const waiting = [...rows];
  while (waiting.length > 0) {
    const isKnown = (column: Column, own: string) =>
      column.refers_to === null || column.refers_to === own || ordered.some(({ name }) => name === column.refers_to);
    const pointed = (column: Column) => (column.type === "integer" ? POINTS[column.name] : undefined);
    const next = waiting.findIndex(({ name, columns }) =>
      columns.every(
        (column) => isKnown(column, name) && isKnown({ ...column, refers_to: pointed(column) ?? null }, name),
      ),
    );
    ordered.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

/** `first`: from where its numbers count, so that they betray whose they are. */
export async function fillHome(owner: pg.Client, name: string, first: number): Promise<FilledHome> {
  const { rows: identities } = await owner.query<Identity>(IDENTITIES);
  for (const one of identities) {
    const start = one.type === "smallint" ? Math.floor(first / 1_000) : first;
    await owner.query(`alter table ${one.name} alter column ${one.column} restart with ${start}`);
  }
  const filling: Filling = { name, first, rows: new Map() };
  for (const table of await tablesIn(owner)) await fillTable(owner, table, filling);
  await owner.query(FURTHER, [filling.rows.get("people.home")?.id, name]);
  const home = filling.rows.get("people.home")?.id as number;
  return { name, home, person: filling.rows.get("public.users")?.id as string, rows: filling.rows };
}

async function fillTable(owner: pg.Client, table: Table, filling: Filling): Promise<void> {
  if (isShared(table)) {
    const { rows } = await owner.query<Row>(`select * from ${table.name} limit 1`);
    if (rows[0]) return void filling.rows.set(table.name, rows[0]);
  }
  const columns = table.columns.filter((column) => isWanted(column));
  const choices = await choicesOf(owner, table.name);
  const values = columns.map((column) => valueFor(table, column, choices, filling));
  const places = columns.map(({ type }, n) => `$${n + 1}::${type}`);
  const names = columns.map((column) => `"${column.name}"`);
  const statement =
    columns.length > 0
      ? `insert into ${table.name} (${names}) values (${places}) returning *`
      : `insert into ${table.name} default values returning *`;
  const { rows } = await owner.query<Row>(statement, values).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : cause;
    throw new Error(`${table.name} cannot be filled (${why}): say what it needs in KNOWN of s1-fill.ts`, { cause });
  });
  if (rows[0]) filling.rows.set(table.name, rows[0]);
}

const isWanted = (column: Column): boolean =>
  column.is_free && (column.is_needed || column.refers_to !== null || column.name in POINTS);

/** The first value that a check allows, by column. */
async function choicesOf(owner: pg.Client, table: string): Promise<Map<string, string>> {
  const { rows } = await owner.query<{ told: string }>(
    "select pg_get_constraintdef(oid) as told from pg_constraint where contype = 'c' and conrelid = $1::regclass",
    [table],
  );
  const pattern = /\(?(\w+)\)?(?:::text)?\s*=\s*ANY\s*\(+ARRAY\['([^']*)'/g;
  return new Map(
    rows.flatMap(({ told }) => [...told.matchAll(pattern)].map(([, name = "", first = ""]) => [name, first] as const)),
  );
}

function valueFor(table: Table, column: Column, choices: Map<string, string>, filling: Filling): unknown {
  const known = KNOWN[`${table.name}.${column.name}`];
  if (known) return known(filling);
  if (column.refers_to === table.name) return null;
  const pointed = column.refers_to ?? (column.type === "integer" ? POINTS[column.name] : undefined);
  if (pointed) return filling.rows.get(pointed)?.[pointed === "people.private" ? "person_id" : "id"];
  const name = isShared(table) ? "everybody" : filling.name;
  return choices.get(column.name) ?? plainValue(column, name, filling);
}

function plainValue({ name, type }: Column, home: string, { first }: Filling): unknown {
  if (name === "type_id") return 0;
  if (type.endsWith("[]")) return "{}";
  if (/^(integer|bigint)$/.test(type)) return home === "everybody" ? 1 : first;
  if (type === "smallint") return 1;
  if (/^(double precision|numeric.*|real)$/.test(type)) return 1;
  if (type === "boolean") return true;
  if (type === "date") return DAY;
  if (type.startsWith("timestamp")) return AT;
  if (type === "jsonb") return JSON.stringify({ of: home });
  if (type === "bytea") return Buffer.from(home);
  if (type === '"char"') return "e";
  if (type === "uuid") return crypto.randomUUID();
  if (type === "halfvec") return "[0.5]";
  if (type === "inet") return "192.0.2.7";
  return home;
}

/** What views choose by: an automation, a scene, a group, an integration, numbers, energy, and findings about more than entities. */
const FURTHER = `
  with given as (select $1::int as home, $2::text as name),
  linked as (select given.*, connection.id as connection from given join public.home_assistant_connections as connection on connection.home_id = given.home),
  entity as (
    insert into house.entity (home_id, connection_id, entity_id, device_id, name, members)
    select home, connection, domain || '.' || name, name, name, array['light.' || name]
    from linked, unnest(array['automation', 'scene']) as domain
    returning id, home_id, entity_id),
  item as (
    insert into house.item (home_id, connection_id, kind, item_id, name, body)
    select home, connection, kind, name, name, jsonb_build_object('domain', name, 'state', 'loaded')
    from linked, unnest(array['area', 'config_entry']) as kind
    on conflict do nothing),
  device as (
    update house.device set manufacturer = device_id, model = device_id, area_id = device_id where home_id = (select home from given)),
  event as (
    insert into memory.event (at, home_id, entity_id, type_id, source, state)
    select '2026-11-21T11:00:00+00:00', home_id, id, 0, 'l', '20.5'
    from entity),
  series as (
    insert into series.series (home_id, connection_id, statistic_id, name, unit, kind)
    select home, connection, name, name, 'kWh', 'meter'
    from linked
    returning id, home_id),
  hour as (
    insert into series.hour (hour, series_id, home_id, source, is_held, count, change)
    select '2026-11-21T10:00:00+00:00', id, home_id, 's', false, 1, 1 from series),
  day as (insert into series.day (day, series_id, home_id, hours, count, change) select '2026-11-21', id, home_id, 1, 1, 1 from series),
  slot as (
    insert into series.five_minutes (hour, series_id, home_id, counts, lasts, changes)
    select '2026-11-21T10:00:00+00:00', id, home_id, '{1}', '{1}', '{1}' from series)
  insert into ledger.finding (home_id, check_name, subject_kind, subject, severity, evidence, mentions, since, opened_at)
  select home_id, 'check', case when entity_id like 'automation.%' then 'automation' else 'device' end,
    case when entity_id like 'automation.%' then id::text else (select name from given) end, 'error', '{}', '{}', now(), now()
  from entity`;

const TABLES = `
  select format('%I.%I', n.nspname, c.relname) as name, jsonb_agg(jsonb_build_object(
    'name', a.attname,
    'type', format_type(a.atttypid, a.atttypmod),
    'is_needed', a.attnotnull and not a.atthasdef,
    'is_free', a.attidentity = '' and a.attgenerated = '',
    'refers_to', (
      select format('%I.%I', other_n.nspname, other.relname)
      from pg_constraint as k
      join pg_class as other on other.oid = k.confrelid
      join pg_namespace as other_n on other_n.oid = other.relnamespace
      where k.conrelid = c.oid and k.contype = 'f' and k.conkey = array[a.attnum]
      limit 1)) order by a.attnum) as columns
  from pg_class as c
  join pg_namespace as n on n.oid = c.relnamespace
  join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    and not exists (select from pg_depend where objid = c.oid and deptype = 'e')
  group by n.nspname, c.relname
  order by 1`;

const IDENTITIES = `
  select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as column, format_type(a.atttypid, null) as type
  from pg_attribute as a
  join pg_class as c on c.oid = a.attrelid
  join pg_namespace as n on n.oid = c.relnamespace
  where a.attidentity <> '' and not a.attisdropped and not c.relispartition`;
