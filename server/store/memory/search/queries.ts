import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import type { StoredModel } from "../embed/queries.ts";

/** Words in more sentences than this tell little, and are looked at only where all of the others stand. */
const FREQUENT = 2_000;
const MANY = 20_000;
const MOST_CANDIDATES = 4_000;
/** How many each list holds; deeper ones change no first page. */
const LIST = 200;

export type Filter = {
  home: number;
  entities?: number[] | undefined;
  kinds?: string[] | undefined;
  /** Those told in the span, where it is short enough to list them. */
  sentences?: number[] | undefined;
};
export type Hit = { id: number; score: number };
export type Weighed = {
  word: string;
  entities: number[];
  weight: number;
  /** What a word of one sentence alone would weigh. */
  rarest: number;
  isFrequent: boolean;
};

const filtered = ({ home, entities, kinds, sentences }: Filter): Sql => sql`
  sentence.home_id = ${home}
  ${entities ? sql`and sentence.entity_id = any (${entities}::int[])` : empty}
  ${kinds ? sql`and sentence.kind = any (${kinds}::text[])` : empty}
  ${sentences ? sql`and sentence.id = any (${sentences}::int[])` : empty}`;

const meaning = (word: Sql): Sql => sql`(plainto_tsquery('english', ${word}) || plainto_tsquery('simple', ${word}))`;

/** In how many sentences each word stands, counted to a bound, and how many there are, to another. */
export const sentencesWith = (tx: Queries, home: number, words: string[]) =>
  tx.rows<{ word: string; n: number; all: number }>(sql`
    select word, (select count(*)::int from (select from memory.sentence where home_id = ${home} limit ${MANY}) as one) as all, (
      select count(*)::int
      from (
        select
        from memory.sentence
        where home_id = ${home} and words @@ ${meaning(sql`word`)}
        limit ${FREQUENT + 1}) as hit) as n
    from unnest(${words}::text[]) as word`);

export const isFrequent = (n: number): boolean => n > FREQUENT;

/** Sentences by the words they share with the question, in themselves or in what their entity is called; rare words count more. */
export function byWords(tx: Queries, filter: Filter, asked: readonly Weighed[]): Promise<Hit[]> {
  const rare = asked.filter((one) => !one.isFrequent);
  const wanted = join(
    (rare.length > 0 ? rare : asked).map(({ word }) => meaning(sql`${word}`)),
    rare.length > 0 ? " || " : " && ",
  );
  const entities = [...new Set(rare.flatMap((one) => one.entities))];
  return tx.rows<Hit>(sql`
    with asked as materialized (
      select weight, ${meaning(sql`word`)} as words, entities
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (word text, weight float8, entities int[])),
    candidate as (
      (select id, entity_id, words
      from memory.sentence
      where ${filtered(filter)} and words @@ (${wanted})
      limit ${MOST_CANDIDATES})
      union
      (select id, entity_id, words
      from memory.sentence
      where ${filtered(filter)} and entity_id = any (${entities}::int[])
      limit ${MOST_CANDIDATES}))
    select id, (
      select round(sum(weight)::numeric, 3)::float8
      from asked
      where candidate.words @@ asked.words or candidate.entity_id = any (asked.entities)) as score
    from candidate
    order by score desc, id desc
    limit ${LIST}`);
}

export type Nearness = { model: StoredModel; isIterative: boolean; isExact: boolean };

/** Sentences by what they mean. An index gives up after so many that are another home's: then each of this home's is compared. */
export async function byMeaning(tx: Queries, filter: Filter, vector: string, nearness: Nearness): Promise<Hit[]> {
  const isNarrow = filter.entities !== undefined || filter.sentences !== undefined;
  const isExact = nearness.isExact || isNarrow;
  if (!isExact && nearness.isIterative) await tx.run(sql`set local hnsw.iterative_scan = relaxed_order`);
  const hits = await nearest(tx, filter, vector, { ...nearness, isExact });
  const isWhole = isExact || filter.kinds !== undefined || hits.length === NEAREST;
  return isWhole ? hits : nearest(tx, filter, vector, { ...nearness, isExact: true });
}

function nearest(tx: Queries, filter: Filter, vector: string, { model, isExact }: Nearness): Promise<Hit[]> {
  const width = raw(String(Number(model.width)));
  const distance = sql`(vector.embedding::halfvec(${width}) <=> ${vector}::halfvec(${width}))`;
  const isPlain = [filter.entities, filter.kinds, filter.sentences].every((one) => one === undefined);
  return tx.rows<Hit>(sql`
    select vector.sentence_id as id, 1 - ${distance} as score
    from memory.vector
    ${isPlain ? empty : sql`join memory.sentence on sentence.id = vector.sentence_id and ${filtered(filter)}`}
    where vector.home_id = ${filter.home} and vector.model_id = ${raw(String(Number(model.id)))}
    order by ${distance} ${isExact ? sql`+ 0` : empty}
    limit ${NEAREST}`);
}

const NEAREST = 60;

export const vectorOf = (tx: Queries, { id }: StoredModel, sentence: number) =>
  tx.row<{ vector: string }>(sql`
    select embedding::text as vector
    from memory.vector
    where sentence_id = ${sentence} and model_id = ${id}`);

export type SentenceRow = {
  id: number;
  text: string;
  kind: string;
  type_id: number;
  entity_key: number;
  entity_id: string | null;
  area: string | null;
};

export const sentencesOf = (tx: Queries, home: number, ids: number[]) =>
  tx.rows<SentenceRow>(sql`
    select sentence.id, sentence.text, sentence.kind, sentence.type_id, sentence.entity_id as entity_key, entity.entity_id, area.name as area
    from memory.sentence
    left join house.entity on entity.id = sentence.entity_id
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    where sentence.home_id = ${home} and sentence.id = any (${ids}::int[])
    limit 1000`);
