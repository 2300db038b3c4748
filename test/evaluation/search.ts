import { readFileSync } from "node:fs";
import { type Database, openDatabase } from "#db/database.ts";
import { migrate } from "#db/migrate.ts";
import { pglite } from "#db/pglite.ts";
import scenario from "#demo/homes/terraced-house.json" with { type: "json" };
import { percentile } from "#server/percentile.ts";
import { Secret } from "#server/secret.ts";
import { Search } from "#server/store/memory/search/contract.ts";
import { search, type Ways } from "#server/store/memory/search/search.ts";
import { searchWorld, toldHome } from "#server/store/memory/search/testing.ts";
import type { World } from "#server/world.ts";
import { KEY, MODEL, startEmbeddingServer } from "../world/embedding-server.ts";

type Judged = {
  sentences: { entity_id: string | null; kind: string; text: string }[];
  queries: { query: string; right: string[] }[];
};
type Place = { db: Database; home: number; judged: Judged };

const WAYS: Record<string, Ways> = {
  hybrid: { words: true, meaning: true },
  words: { words: true, meaning: false },
  meaning: { words: false, meaning: true },
};

/** How well the demo home's sentences are found: by both, by words alone, by meaning alone, and the same with the whole model. */
export async function evaluateSearch(): Promise<Record<string, number>> {
  await using db = openDatabase(await pglite());
  await migrate(db);
  const place = await furnished(db);
  const own = searchWorld(db);
  await own.embed();
  const figures = await judgedBy(own.world, place, "", WAYS);
  await using server = await startEmbeddingServer();
  const provider = { url: server.url, model: MODEL, key: new Secret(KEY) };
  const whole = searchWorld(db, { embedding: { kind: "openai", provider } });
  await whole.embed();
  const { hybrid, meaning } = WAYS as { hybrid: Ways; meaning: Ways };
  return {
    queries: place.judged.queries.length,
    ...figures,
    ...(await judgedBy(whole.world, place, "full_model_", { hybrid, meaning })),
  };
}

async function furnished(db: Database): Promise<Place> {
  const judged: Judged = JSON.parse(readFileSync(new URL("./terraced-house-search.json", import.meta.url), "utf8"));
  const home = await toldHome(db);
  const areaOf = new Map(scenario.devices.map(({ id, area }) => [id, area]));
  for (const { id, name } of scenario.floors) await home.put("floor", id, {}, name);
  for (const { id, name, floor, aliases } of scenario.areas)
    await home.put("area", id, { aliases, floor_id: floor }, name);
  for (const entity of scenario.entities as Named[]) {
    const area = areaOf.get(entity.device ?? "");
    const deviceClass = entity.attributes?.device_class;
    const { name, aliases } = entity;
    await home.name(entity.entity_id, {
      name,
      ...(aliases && { aliases }),
      ...(area && { area }),
      ...(deviceClass && { deviceClass }),
    });
  }
  const at = ["2026-11-20T18:00:00+00:00"];
  await home.tell(...judged.sentences.map(({ entity_id, kind, text }) => ({ entity: entity_id, kind, text, at })));
  return { db, home: home.home, judged };
}

type Named = {
  entity_id: string;
  name: string;
  aliases?: string[];
  device?: string | null;
  attributes?: { device_class?: string };
};

async function judgedBy(world: World, { db, home, judged }: Place, prefix: string, ways: Record<string, Ways>) {
  const figures: Record<string, number> = {};
  for (const [name, way] of Object.entries(ways)) {
    const [ranks, times]: [number[], number[]] = [[], []];
    for (const { query, right } of judged.queries) {
      const since = performance.now();
      const wanted = {
        ...Search.parse({ query, limit: 100 }),
        home,
        now: Date.parse("2026-11-21T12:00:00Z"),
        ways: way,
      };
      const { items } = await search(world, db.for("asked"), wanted);
      times.push(performance.now() - since);
      ranks.push(1 + items.findIndex(({ sentence }) => right.includes(sentence)));
    }
    const found = ranks.filter((rank) => rank > 0);
    figures[`${prefix}${name}_recall_at_3`] = rounded(found.filter((rank) => rank <= 3).length / ranks.length);
    figures[`${prefix}${name}_mrr`] = rounded(found.reduce((sum, rank) => sum + 1 / rank, 0) / ranks.length);
    figures[`${prefix}${name}_p95_ms`] = Math.round(percentile(times, 0.95));
  }
  return figures;
}

const rounded = (share: number): number => Math.round(share * 1000) / 1000;
