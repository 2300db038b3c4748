import type { Queries } from "#db/database.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import type { Fired, Transition } from "../automations/occurred.ts";
import { type Expected, watchedBy } from "../automations/triggers/expected.ts";
import type { Member } from "../automations/triggers/known.ts";
import { reactsTo } from "../automations/triggers/reacts-to.ts";
import type { Looked, Thing } from "../house-now.ts";
import type { Configuration } from "../references/configurations.ts";
import { attributesOf, firedOf, type TransitionRow, transitionsOf, typesNamed } from "./automation-queries.ts";
import { membersNow } from "./members.ts";

const DAY = 86_400;
/** How far back is read of what may have triggered quiet ones, and of how many: numbers come each few seconds. */
const LOOKED_BACK = [
  { isNumber: false, seconds: 14 * DAY, most: 300 },
  { isNumber: true, seconds: 3 * DAY, most: 10 },
] as const;
const ATTRIBUTES = { seconds: 14 * DAY, most: 20 };
const EVENTS = { seconds: 14 * DAY, most: 50 };
/** What ran lately is alive. */
const QUIET_SECONDS = 6 * 3_600;

/** What may have triggered automations that have been quiet for hours. */
export interface Triggering {
  readonly transitions: ReadonlyMap<string, readonly Transition[]>; // by pastOf()
  readonly fired: ReadonlyMap<string, readonly Fired[]>; // by type of event
  readonly members: readonly Member[];
  readonly timeZone: string;
}

type Parts = { things: ReadonlyMap<string, Thing>; configurations: readonly Configuration[] };

/** Of the state of an entity, or of an attribute. */
export const pastOf = (entityId: string, attribute?: string): string =>
  attribute === undefined ? entityId : `${entityId} ${attribute}`;

export async function triggeringOf(tx: Queries, looked: Looked, parts: Parts): Promise<Triggering> {
  const members = await membersNow(tx, looked.home);
  const expected = expectedOf(parts, { members, now: looked.now });
  const transitions = new Map<string, Transition[]>();
  for (const row of [
    ...(await statesOf(tx, looked, { ...parts, expected })),
    ...(await valuesOf(tx, looked, { ...parts, expected })),
  ]) {
    const key = pastOf(row.entity_id, row.attribute);
    const before = transitions.get(key) ?? [];
    if (before.length === 0) transitions.set(key, before);
    before.push(transitionOf(row));
  }
  return {
    members,
    transitions,
    fired: await firedNow(tx, looked, expected),
    timeZone: await timeZoneOf(tx, looked.home),
  };
}

const secondsOf = (at: string): number => toMicroseconds(at) / 1e6;
const transitionOf = ({ at, from, to, until }: TransitionRow): Transition => ({
  at: secondsOf(at),
  from,
  to,
  until: until === null ? undefined : secondsOf(until),
});

/** What would start the automations that have been quiet for hours. */
function expectedOf(
  { things, configurations }: Parts,
  { members, now }: { members: readonly Member[]; now: number },
): Expected[] {
  const quiet = configurations.filter(({ kind, entity_id }) => {
    const self = things.get(entity_id ?? "");
    const last = Date.parse(String(self?.attributes.last_triggered)) / 1000;
    return kind === "automation" && self?.state === "on" && !(now - last < QUIET_SECONDS);
  });
  return quiet.flatMap(({ body }) => reactsTo(body, { things, members }).triggers);
}

type Wanted = Parts & { expected: readonly Expected[] };

async function statesOf(tx: Queries, { home, now }: Looked, { things, expected }: Wanted) {
  const ids = expected.flatMap((it) => ("attribute" in it && it.attribute !== undefined ? [] : watchedBy(it)));
  const watched = [...new Set(ids)].flatMap((id) => things.get(id) ?? []);
  const rows: (TransitionRow & { attribute?: string })[] = [];
  for (const { isNumber, seconds, most } of LOOKED_BACK) {
    const keys = watched.filter(({ unit }) => (unit !== null) === isNumber).map(({ key }) => key);
    const span = { since: instantOf((now - seconds) * 1000), now: instantOf(now * 1000), keys: keys.slice(0, most) };
    if (keys.length > 0) rows.push(...(await transitionsOf(tx, home, span)));
  }
  return rows;
}

async function valuesOf(tx: Queries, { home, now }: Looked, { things, expected }: Wanted) {
  const wanted = new Map<string, { key: number; name: string }>();
  for (const it of expected)
    for (const id of watchedBy(it)) {
      const [key, name] = [things.get(id)?.key, "attribute" in it ? it.attribute : undefined];
      if (key !== undefined && name !== undefined) wanted.set(pastOf(id, name), { key, name });
    }
  const pairs = [...wanted.values()].slice(0, ATTRIBUTES.most);
  if (pairs.length === 0) return [];
  const span = { since: instantOf((now - ATTRIBUTES.seconds) * 1000), now: instantOf(now * 1000) };
  return attributesOf(tx, home, { ...span, keys: pairs.map(({ key }) => key), names: pairs.map(({ name }) => name) });
}

async function firedNow(
  tx: Queries,
  { home, now }: Looked,
  expected: readonly Expected[],
): Promise<Map<string, Fired[]>> {
  const names = [...new Set(expected.flatMap((it) => (it.kind === "event" ? [it.type] : [])))].slice(0, EVENTS.most);
  const types = names.length > 0 ? await typesNamed(tx, home, names) : [];
  const fired = new Map<string, Fired[]>();
  if (types.length === 0) return fired;
  const span = { since: instantOf((now - EVENTS.seconds) * 1000), until: instantOf(now * 1000), types };
  for (const { type, at, data } of await firedOf(tx, home, span))
    fired.set(type, [...(fired.get(type) ?? []), { at: secondsOf(at), data: data ?? {} }]);
  return fired;
}
