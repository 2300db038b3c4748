import sql, { raw } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { Model } from "./embedder.ts";
import type { Thing } from "./thing-words.ts";

export type StoredModel = Model & { readonly id: number };

export const storedModel = (db: Queries, { name, revision, width }: Model) =>
  db.row<StoredModel>(sql`
    with known as (
      select id
      from memory.embedding_model
      where name = ${name} and revision = ${revision} and width = ${width}),
    made as (
      insert into memory.embedding_model (name, revision, width)
      select ${name}, ${revision}, ${width}
      where not exists (select from known)
      on conflict do nothing
      returning id)
    select id, ${name}::text as name, ${revision}::text as revision, ${width}::int as width
    from (select id from known union all select id from made) as model`);

const indexOf = ({ id }: StoredModel): string => `vector_of_model_${Number(id)}`;

/** Made while the model has no vector yet, so that it only ever grows; of a former model it goes. */
export async function keepIndex(owner: Queries, model: StoredModel): Promise<void> {
  const former = await owner.rows<{ name: string }>(sql`
    select indexname as name
    from pg_indexes
    where schemaname = 'memory' and tablename = 'vector' and indexname like 'vector\\_of\\_model\\_%' and indexname <> ${indexOf(model)}
    limit 100`);
  for (const { name } of former) await owner.run(sql`drop index if exists memory.${raw(name)}`);
  const width = raw(String(Number(model.width)));
  await owner.run(sql`
    create index if not exists ${raw(indexOf(model))} on memory.vector
    using hnsw ((embedding::halfvec(${width})) halfvec_cosine_ops)
    where model_id = ${raw(String(Number(model.id)))}`);
}

/** After a move or a restore there are vectors without their index. */
export const hasIndex = async (db: Queries, model: StoredModel): Promise<boolean> =>
  (await db.row(sql`select from pg_indexes where schemaname = 'memory' and indexname = ${indexOf(model)}`)) !==
  undefined;

export const deleteVectors = (tx: Queries, { id }: StoredModel) =>
  tx.run(sql`delete from memory.vector where model_id = ${id}`);

export type Untold = Thing & { id: number; home_id: number; text: string };

/** The next sentences in the order of their ids, those with a vector of this model left out. */
export const sentencesWithout = (db: Queries, { id }: StoredModel, after: number, limit: number) =>
  db.rows<Untold>(sql`
    select sentence.id, sentence.home_id, sentence.text, split_part(entity.entity_id, '.', 1) as domain, entity.device_class
    from memory.sentence
    left join house.entity on entity.id = sentence.entity_id
    left join memory.vector on vector.sentence_id = sentence.id and vector.model_id = ${id}
    where sentence.id > ${after} and vector.sentence_id is null
    order by sentence.id
    limit ${limit}`);

/** What sentences say, of what kind of thing, and what else it and its room are called. */
export const thingsTold = (db: Queries, sentences: number[]) =>
  db.rows<Omit<Untold, "home_id"> & { kind: string; called: string }>(sql`
    select sentence.id, sentence.text, sentence.kind, split_part(entity.entity_id, '.', 1) as domain, entity.device_class,
      concat_ws(', ', array_to_string(entity.aliases, ', '), area.name) as called
    from memory.sentence
    left join house.entity on entity.id = sentence.entity_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    where sentence.id = any (${sentences}::int[])`);

/** An equal sentence of the same home about a thing of the same kind lends its vector, so that no text is embedded twice. */
export const borrowVectors = (tx: Queries, { id }: StoredModel, sentences: number[]) =>
  tx.rows<{ sentence_id: number }>(sql`
    insert into memory.vector (sentence_id, home_id, model_id, embedding)
    select distinct on (own.id) own.id, own.home_id, ${id}, vector.embedding
    from memory.sentence as own
    join memory.sentence as twin on twin.text = own.text and twin.home_id = own.home_id and twin.id <> own.id
    join memory.vector on vector.sentence_id = twin.id and vector.model_id = ${id}
    left join house.entity as thing on thing.id = own.entity_id
    left join house.entity as other on other.id = twin.entity_id
    where split_part(thing.entity_id, '.', 1) is not distinct from split_part(other.entity_id, '.', 1)
      and thing.device_class is not distinct from other.device_class
      and own.id = any (${sentences}::int[])
    on conflict (sentence_id) do update set model_id = excluded.model_id, embedding = excluded.embedding
    returning sentence_id`);

/** Of sentences that are still there. */
export const writeVectors = (tx: Queries, { id }: StoredModel, sentences: number[], vectors: string[]) =>
  tx.run(sql`
    insert into memory.vector (sentence_id, home_id, model_id, embedding)
    select sentence.id, sentence.home_id, ${id}, made.vector::halfvec
    from unnest(${sentences}::int[], ${vectors}::text[]) as made (id, vector)
    join memory.sentence on sentence.id = made.id
    on conflict (sentence_id) do update set model_id = excluded.model_id, embedding = excluded.embedding`);

export const countsOf = (db: Queries, { id }: StoredModel) =>
  db.row<{ done: number; all: number }>(sql`
    select (select count(*)::int from memory.vector where model_id = ${id}) as done, (select count(*)::int from memory.sentence) as all`);

export const newestSentence = (db: Queries) =>
  db.row<{ id: number | null }>(sql`select max(id) as id from memory.sentence`);

/** Since 0.8 an index goes on where a filter left too little. */
export const pgvectorVersion = (db: Queries) =>
  db.row<{ version: string }>(sql`select extversion as version from pg_extension where extname = 'vector'`);
