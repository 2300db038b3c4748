import { readdirSync, readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { readScenarioFile } from "#demo/scenario-file.ts";
import { sentenceOf } from "#server/store/memory/sentences/sentence-of.ts";
import { houseIn, houseOf, type SearchHouse } from "./search-house.ts";

const FOLDER = new URL("./search/", import.meta.url);
/** When what names no time of its own was told. */
const DAYS_AGO = 5;

const Queries = z.array(z.tuple([z.string()], z.string()));
const Sketch = z.object({
  timezone: z.string(),
  floors: z.record(z.string(), z.string()),
  areas: z.record(
    z.string(),
    z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), z.string()])]),
  ),
  things: z.array(z.tuple([z.string(), z.string(), z.string().nullable(), z.string(), z.string().optional()])),
});
const OwnHome = Sketch.extend({ now: z.string(), queries: Queries });
const ScenarioHome = z.object({
  now: z.string(),
  home: z.string(),
  told: z.record(z.string(), z.string()),
  queries: Queries,
});
const Written = z.object({
  sentences: z.array(z.object({ entity_id: z.string().nullable(), kind: z.string(), text: z.string() })),
  queries: z.array(z.object({ query: z.string(), right: z.array(z.string()) })),
});

export type Telling = { entity: string | null; kind: string; text: string; at: string[] };
/** One of the events that answer: of this entity, told so, and last then, where the query names a time. */
export type Right = { entity: string | null; text: string; at?: string | undefined };
export type SearchSet = {
  name: string;
  now: Temporal.ZonedDateTime;
  house: SearchHouse;
  tellings: Telling[];
  queries: { query: string; right: Right[] }[];
};

/** Every set of judged queries, each of a home. */
export function searchSets(): SearchSet[] {
  const files = readdirSync(FOLDER).toSorted();
  return [writtenSet(), ...files.map((file) => setOf(file.replace(".json", ""), json(new URL(file, FOLDER))))];
}

function setOf(name: string, body: unknown): SearchSet {
  const own = OwnHome.safeParse(body);
  if (own.success) {
    const told = Object.fromEntries(own.data.things.map(([entity, , , states]) => [entity, states]));
    return toldSet({ name, house: houseOf(own.data), told, ...own.data });
  }
  const of = ScenarioHome.parse(body);
  const house = houseIn(readScenarioFile(new URL(of.home, FOLDER).pathname));
  return toldSet({ name, house, ...of });
}

type ToldSet = {
  name: string;
  house: SearchHouse;
  now: string;
  told: Record<string, string>;
  queries: z.infer<typeof Queries>;
};

/** A right event is named by its entity and what it became: "light.hall on", or "light.hall on@2026-11-01T01:20:00-05:00". */
function toldSet({ name, house, now, told, queries }: ToldSet): SearchSet {
  const earlier = Temporal.Instant.from(now)
    .subtract({ hours: 24 * DAYS_AGO })
    .toString();
  const tellings = new Map<string, Telling>(); // by entity and state
  for (const [entity, states] of Object.entries(told))
    for (const [state = "", at = earlier] of states.split(" ").map((one) => one.split("@")))
      tellings.set(`${entity} ${state}`, { ...tellingOf(entity, state, house), at: at.split(",") });
  const right = (named: string): Right => {
    const [key = "", at] = named.split("@");
    const telling = tellings.get(key);
    if (!telling) throw new Error(`${name}: nothing tells ${named}`);
    return { entity: telling.entity, text: telling.text, at };
  };
  return {
    name,
    house,
    now: Temporal.Instant.from(now).toZonedDateTimeISO(house.timeZone),
    tellings: [...tellings.values()],
    queries: queries.map(([query, ...named]) => ({ query, right: named.map(right) })),
  };
}

const EVENTS: Record<string, string> = { triggered: "automation_triggered", started: "script_started" };

/** As HomeOps itself tells it. */
function tellingOf(entity: string, state: string, { things, areas }: SearchHouse) {
  const thing = things.find(({ entity_id }) => entity_id === entity);
  const area = areas.find(({ id }) => id === thing?.area)?.name ?? null;
  const kind = /^(automation|script)\./.test(entity) ? (EVENTS[state] ?? "") : "state_changed";
  const event = {
    kind,
    entity_id: entity,
    state,
    old_state: before(entity, state),
    attributes: eventType(entity, state),
  };
  const named = { name: thing?.name ?? null, area, device_class: thing?.deviceClass ?? null };
  const told = sentenceOf(event, named);
  if (!told) throw new Error(`${entity} has nothing to tell of ${state}`);
  return { entity, kind: told.kind, text: told.text };
}

/** Any other state, so that it is news. */
function before(entity: string, state: string): string {
  if (entity.startsWith("person.")) return state === "home" ? "not_home" : "home";
  return state === "off" ? "on" : "off";
}

const eventType = (entity: string, type: string) => (entity.startsWith("event.") ? { event_type: type } : null);

/** The demo home, in words of its own. */
function writtenSet(): SearchSet {
  const { sentences, queries } = Written.parse(json(new URL("../terraced-house-search.json", FOLDER)));
  const house = houseIn(readScenarioFile("1"));
  const at = ["2026-11-20T18:00:00+00:00"];
  return {
    name: "terraced-house",
    now: Temporal.Instant.from("2026-11-21T12:00:00Z").toZonedDateTimeISO(house.timeZone),
    house,
    tellings: sentences.map(({ entity_id: entity, ...telling }) => ({ entity, ...telling, at })),
    queries: queries.map(({ query, right }) => ({
      query,
      right: right.map((text) => ({
        entity: sentences.find((one) => one.text === text)?.entity_id ?? null,
        text,
      })),
    })),
  };
}

const json = (file: URL): unknown => JSON.parse(readFileSync(file, "utf8"));
