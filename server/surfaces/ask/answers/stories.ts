import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { eventsBefore } from "#server/store/memory/timeline-queries.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { domainOf } from "../meaning/kinds.ts";
import { isNumeric } from "../meaning/nature.ts";
import { absent } from "./absent.ts";
import { type Asked, type Outcome, SURE } from "./asked.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";
import { statesOf } from "./spells-of.ts";
import { unrecorded } from "./unrecorded.ts";

const MOST_TOLD = 8;
const MOST_READ = 5_000;
const BACKGROUND = ["sun", "update", "weather", "zone", "device_tracker"];

/** What happened: each kind of thing once, the latest last. */
export async function summary(asked: Asked, known: readonly KnownEntity[]): Promise<Outcome> {
  const told = new Map<string, { at: number; text: string; count: number; entity: KnownEntity; state: string }>(); // by text
  const byId = new Map(known.map((entity) => [entity.entity_id, entity]));
  for (const { from, to } of asked.windows) {
    const entities = asked.entities.length > 0 ? asked.entities.map(({ key }) => key) : undefined;
    const span = { since: fromMicroseconds(from), until: fromMicroseconds(to) };
    for (const row of await eventsBefore(asked.tx, {
      home: asked.home,
      ...span,
      entities,
      attributes: false,
      after: undefined,
      limit: MOST_READ,
      types: [0],
    })) {
      const entity = byId.get(row.entity_id ?? "");
      if (
        !entity ||
        !row.state ||
        !isWorthTelling(entity, row.state, asked.entities.length > 0) ||
        row.old_state === row.state
      )
        continue;
      const text = asked.language.says.happened(entity, row.state);
      const before = told.get(text);
      if (before) before.count++;
      else told.set(text, { at: toMicroseconds(row.at), text, count: 1, entity, state: row.state });
    }
  }
  const nothing = told.size === 0 ? unrecorded(asked) : undefined;
  if (nothing) return nothing;
  const all = [...told.values()].sort((one, other) => one.at - other.at);
  const text = asked.language.says.summary({
    ...asked,
    told: all.slice(-MOST_TOLD),
    more: Math.max(0, all.length - MOST_TOLD),
  });
  const citations = all.slice(-MOST_CITATIONS).map(({ entity, at, state }) => cited(asked, entity, at, state));
  return { text, result: { kind: "text", value: text }, citations, confidence: SURE };
}

const isWorthTelling = (entity: KnownEntity, state: string, isNamed: boolean): boolean =>
  isNamed ||
  (!isNumeric(entity) && entity.category === null && !BACKGROUND.includes(domainOf(entity)) && state !== "unknown");

/** Where somebody was. */
export async function where(asked: Asked): Promise<Outcome> {
  const [entity] = asked.entities;
  const to = asked.isMoment ? (asked.windows[0]?.from ?? 0) + 1 : (asked.windows.at(-1)?.to ?? asked.now);
  if (!entity) return absent(asked);
  const states = (await statesOf(asked, [entity], { from: to - 1, to })).get(entity) ?? [];
  const state = states.filter(({ state: one }) => one !== null && one !== "unknown" && one !== "unavailable").at(-1);
  if (!state?.state) return absent(asked);
  return {
    text: asked.language.says.where({ ...asked, entity, state: state.state }),
    result: { kind: "text", value: state.state },
    citations: [cited(asked, entity, state.at, state.state)],
    confidence: SURE,
  };
}
