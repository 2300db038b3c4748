import sql from "sql-template-tag";
import type { Queries } from "#db/database.ts";
import { isCommonWord } from "../embed/built-in.ts";
import { EVENT_WORDS, MOVES, PARTICLES, STOP_WORDS } from "./language/en.ts";
import { stem, wordsIn } from "./stem.ts";

const ALIKE = 0.35;
const NEARLY_ALIKE = 0.6;
const SHORTEST_TYPO = 4;

/** A word that was asked, what it was meant to be, and the entities that are called so. */
export type Asked = { asked: string; word: string; entities: number[] };

/** What the words of a question mean in this home. */
export async function understand(tx: Queries, home: number, query: string): Promise<Asked[]> {
  const words = [...new Set(wordsIn(query).filter(saysSomething))];
  const named = await entitiesByWord(tx, home);
  const isKnown = (word: string) => named.has(stem(word)) || EVENT_WORDS.has(word) || isCommonWord(word);
  const typos = words.filter((word) => word.length >= SHORTEST_TYPO && !/\d/.test(word) && !isKnown(word));
  const meant = typos.length > 0 ? await mended(tx, typos, [...spellings(named), ...EVENT_WORDS]) : new Map();
  for (const [left, right, whole] of await partedIn(tx, words, spellings(named)))
    meant.set(left, whole).set(right, whole);
  return words.map((word) => {
    const right: string = meant.get(word) ?? word;
    return { asked: word, word: right, entities: [...(named.get(stem(right))?.entities ?? [])] };
  });
}

const saysSomething = (word: string, i: number, all: readonly string[]): boolean =>
  !STOP_WORDS.has(word) && !(PARTICLES.has(word) && MOVES.has(all[i - 1] ?? ""));

/** Neighbours that are one word here: "door bel" is the doorbell. */
async function partedIn(tx: Queries, words: string[], named: string[]): Promise<[string, string, string][]> {
  const pairs = words
    .slice(1)
    .map((right, i) => ({ left: words[i] ?? "", right, joined: `${words[i]}${right}` }))
    .filter(({ joined }) => joined.length >= 2 * SHORTEST_TYPO - 2);
  const near = named.filter((word) => pairs.some(({ joined }) => mayBeAlike(joined, word)));
  if (near.length === 0) return [];
  const meant = await mended(
    tx,
    pairs.map(({ joined }) => joined),
    near,
    NEARLY_ALIKE,
  );
  return pairs.flatMap(({ left, right, joined }) => {
    const word = meant.get(joined);
    return word ? [[left, right, word]] : [];
  });
}

/** What is nearly alike has three letters on end in common; to ask the database of each word takes ten milliseconds in a home of 1,200 entities. */
function mayBeAlike(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 2) return false;
  for (let at = 0; at + 3 <= one.length; at++) if (other.includes(one.slice(at, at + 3))) return true;
  return false;
}

type Named = Map<string, { spellings: Set<string>; entities: Set<number> }>; // by stem

/** Names, aliases, areas, floors and device classes, each word of them; also of entities that have gone. */
async function entitiesByWord(tx: Queries, home: number): Promise<Named> {
  const named: Named = new Map();
  for (const { id, words } of await namesOf(tx, home)) {
    for (const word of new Set(wordsIn(words))) {
      const key = stem(word);
      const known = named.get(key) ?? { spellings: new Set(), entities: new Set() };
      known.spellings.add(word);
      known.entities.add(id);
      named.set(key, known);
    }
  }
  return named;
}

const spellings = (named: Named): string[] => [...named.values()].flatMap((one) => [...one.spellings]);

const namesOf = (tx: Queries, home: number) =>
  tx.rows<{ id: number; words: string }>(sql`
    select entity.id, concat_ws(' ', entity.name, array_to_string(entity.aliases, ' '), area.name, area.body->>'aliases',
      floor.name, floor.body->>'aliases', replace(entity.device_class, '_', ' '),
      nullif(nullif(replace(split_part(entity.entity_id, '.', 1), '_', ' '), 'sensor'), 'binary sensor')) as words
    from house.entity
    left join house.item as area on area.connection_id = entity.connection_id and area.kind = 'area' and area.item_id = entity.area_id
    left join house.item as floor
      on floor.connection_id = entity.connection_id and floor.kind = 'floor' and floor.item_id = area.body->>'floor_id'
    where entity.home_id = ${home}
    limit 20000`);

/** By letters in threes, where the database may; on names and known words only, so that no number of sentences slows it. */
async function mended(tx: Queries, typos: string[], known: string[], alike = ALIKE): Promise<Map<string, string>> {
  const extension = await tx.row(sql`select from pg_extension where extname = 'pg_trgm'`);
  if (!extension) return new Map();
  const rows = await tx.rows<{ typo: string; word: string }>(sql`
    select distinct on (typo) typo, word
    from unnest(${typos}::text[]) as typo
    cross join unnest(${[...new Set(known)]}::text[]) as word
    where abs(length(word) - length(typo)) <= 2 and similarity(word, typo) >= ${alike}
    order by typo, similarity(word, typo) desc, word`);
  return new Map(rows.map(({ typo, word }) => [typo, word]));
}
