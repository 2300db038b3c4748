import type { Temporal } from "temporal-polyfill";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { pglite } from "#db/pglite.ts";
import { percentile } from "#server/percentile.ts";
import { Secret } from "#server/secret.ts";
import { type Found, Search } from "#server/store/memory/search/contract.ts";
import { search, type Ways } from "#server/store/memory/search/search.ts";
import { searchWorld, toldHome } from "#server/store/memory/search/testing.ts";
import { withoutTime } from "#server/surfaces/ask/search.ts";
import type { World } from "#server/world.ts";
import { KEY, MODEL, startEmbeddingServer } from "../world/embedding-server.ts";
import { furnish } from "./search-house.ts";
import { type Right, type SearchSet, searchSets } from "./search-sets.ts";

type Place = { db: Database; home: number; set: SearchSet };
export type Ranked = { set: string; query: string; rank: number; ms: number; best: string[] };

const WAYS = {
  hybrid: { words: true, meaning: true },
  words: { words: true, meaning: false },
  meaning: { words: false, meaning: true },
} satisfies Record<string, Ways>;

/** How well the sentences of several homes are found: by both, by words alone, by meaning alone, and the same with the whole model. */
export async function evaluateSearch(only = ""): Promise<{ ranked: Ranked[]; figures: Record<string, number> }> {
  await using db = openDatabase(await pglite());
  await migrate(db);
  const places: Place[] = [];
  for (const set of searchSets()) if (set.name.includes(only)) places.push(await placed(db, set));
  const own = searchWorld(db);
  await own.embed();
  const ranked = await rank(own.world, places, WAYS.hybrid);
  const figures = {
    queries: ranked.length,
    ...figuresOf("hybrid", ranked),
    ...Object.fromEntries(places.flatMap(({ set: { name } }) => Object.entries(figuresOfSet(name, ranked)))),
    ...figuresOf("words", await rank(own.world, places, WAYS.words)),
    ...figuresOf("meaning", await rank(own.world, places, WAYS.meaning)),
  };
  await using server = await startEmbeddingServer();
  const provider = { url: server.url, model: MODEL, key: new Secret(KEY) };
  const whole = searchWorld(db, { embedding: { kind: "openai", provider } });
  await whole.embed();
  return {
    ranked,
    figures: {
      ...figures,
      ...figuresOf("full_model_hybrid", await rank(whole.world, places, WAYS.hybrid)),
      ...figuresOf("full_model_meaning", await rank(whole.world, places, WAYS.meaning)),
    },
  };
}

async function placed(db: Database, set: SearchSet): Promise<Place> {
  const home = await toldHome(db);
  await furnish(home, set.house);
  await home.tell(...set.tellings);
  return { db, home: home.home, set };
}

async function rank(world: World, places: readonly Place[], ways: Ways): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  for (const { db, home, set } of places)
    for (const { query, right } of set.queries) {
      const since = performance.now();
      const now = set.now.epochMilliseconds;
      const wanted = { ...Search.parse({ query, limit: 100 }), home, now, ways };
      const { items } = await search(world, db.for("asked"), wanted, understoodAt(set.now));
      const ms = performance.now() - since;
      const best = items.slice(0, 3).map(({ sentence }) => sentence);
      ranked.push({ set: set.name, query, ms, best, rank: 1 + items.findIndex((item) => isRight(item, right)) });
    }
  return ranked;
}

const understoodAt = (now: Temporal.ZonedDateTime) => (query: string) => withoutTime(query, now);

const isRight = ({ sentence, entity_id, last }: Found, right: readonly Right[]): boolean =>
  right.some(
    ({ entity, text, at }) =>
      sentence === text && entity_id === entity && (at === undefined || Date.parse(last) === Date.parse(at)),
  );

/** Of a query that finds nothing right the rank is 0. */
function figuresOf(name: string, ranked: readonly Ranked[]): Record<string, number> {
  const { recall, mrr } = measured(ranked);
  const times = ranked.map(({ ms }) => ms);
  return {
    [`${name}_recall_at_3`]: recall,
    [`${name}_mrr`]: mrr,
    [`${name}_p95_ms`]: Math.round(percentile(times, 0.95)),
  };
}

function figuresOfSet(name: string, ranked: readonly Ranked[]): Record<string, number> {
  const own = ranked.filter(({ set }) => set === name);
  const { recall, mrr } = measured(own);
  return { [`${name}_queries`]: own.length, [`${name}_recall_at_3`]: recall, [`${name}_mrr`]: mrr };
}

function measured(ranked: readonly Ranked[]): { recall: number; mrr: number } {
  const found = ranked.filter(({ rank }) => rank > 0);
  return {
    recall: rounded(found.filter(({ rank }) => rank <= 3).length / ranked.length),
    mrr: rounded(found.reduce((sum, { rank }) => sum + 1 / rank, 0) / ranked.length),
  };
}

const rounded = (share: number): number => Math.round(share * 1000) / 1000;
