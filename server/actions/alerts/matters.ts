import type { Queries } from "#db/database.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import { type Maintenance, maintenanceAfter } from "#server/store/ledger/maintenance/queries.ts";
import type { StandingRow } from "./alert-queries.ts";
import { type Danger, dangers, type Rule } from "./contract.ts";
import { type Sensed, sensedIn } from "./dangers.ts";
import { eventsSince, type FindingRow, findingsFor, type PlaceRow, placesOf } from "./matter-queries.ts";
import type { Matter } from "./situation.ts";

/** An event is worth telling for so long. */
const MOMENT_MS = 10 * 60_000;
const EVENT = "event:";

interface Looked {
  readonly home: number;
  readonly now: number;
  readonly present: ReadonlyMap<string, PresentState>;
  readonly alerts: readonly StandingRow[];
  readonly rules: ReadonlyMap<string, Rule>;
}

/** What stands in the home: findings, dangers and events that a rule names. */
export async function mattersIn(tx: Queries, looked: Looked) {
  const { home, now } = looked;
  const work = (await maintenanceAfter(tx, home, instantOf(now))).filter(({ from }) => toMilliseconds(from) <= now);
  const held = work.filter(({ kind }) => kind === "work");
  const findings = await findingsFor(tx, home, instantOf(now));
  const matters = [
    ...findings.filter((row) => row.is_open && !row.is_settled).map((row) => ofFinding(row, held)),
    ...(await dangersOf(tx, looked, held)),
    ...(await eventsOf(tx, looked)),
  ];
  const settled = new Set(findings.filter(({ is_settled }) => is_settled).map(({ id }) => `finding:${id}`));
  return { matters, settled, isHoliday: work.some(({ kind }) => kind === "holiday") };
}

type Placed = { device_id: string | null; area_id: string | null };

const isWorkedOn = (work: readonly Maintenance[], { device_id, area_id }: Placed, wholeHome: boolean): boolean =>
  work.some(({ subject_kind, subject }) =>
    subject_kind === "home" ? wholeHome : subject === (subject_kind === "area" ? area_id : device_id),
  );

const ofFinding = (row: FindingRow, work: readonly Maintenance[]): Matter => ({
  key: `finding:${row.id}`,
  kind: row.check_name,
  isDanger: false,
  isMoment: false,
  severity: row.severity,
  since: toMilliseconds(row.steady_since),
  finding: row.id,
  subjects: [row.subject, row.entity_id, row.device_id].filter((id) => id !== null),
  areas: row.area_id === null ? [] : [row.area_id],
  mentions: row.mentions,
  isHeld: row.is_snoozed || isWorkedOn(work, row, true),
});

/** One of a kind for the whole home. What has fallen silent while it gave alarm gives it still. */
async function dangersOf(
  tx: Queries,
  { home, present, alerts }: Looked,
  work: readonly Maintenance[],
): Promise<Matter[]> {
  const standing = alerts.filter(({ is_danger }) => is_danger);
  const known = standing.flatMap(({ mentions }) => mentions);
  const sensed = sensedIn(present);
  const on = sensed.filter(({ isOn }) => isOn);
  if (on.length === 0 && known.length === 0) return [];
  const entityIds = on.map(({ entityId }) => entityId);
  const places = await placesOf(tx, home, entityIds, known);
  return dangers.flatMap((danger) => {
    const before = new Set(standing.find(({ key }) => key === keyOf(danger))?.mentions ?? []);
    const alarming = places.filter((place) => givesAlarm(place, { danger, sensed, before }));
    return alarming.length === 0 ? [] : [ofDanger(danger, alarming, { on, work })];
  });
}

const keyOf = (danger: Danger): string => `danger:${danger}`;

type Giving = { danger: Danger; sensed: readonly Sensed[]; before: ReadonlySet<number> };

function givesAlarm({ id, entity_id }: PlaceRow, { danger, sensed, before }: Giving): boolean {
  const now = sensed.find(({ entityId }) => entityId === entity_id);
  if (now !== undefined && now.danger !== danger && now.isOn !== null) return false;
  return now?.isOn ? now.danger === danger : (now === undefined || now.isOn === null) && before.has(id);
}

function ofDanger(
  danger: Danger,
  places: readonly PlaceRow[],
  { on, work }: { on: readonly Sensed[]; work: readonly Maintenance[] },
): Matter {
  const began = on.filter(({ entityId }) => places.some(({ entity_id }) => entity_id === entityId));
  return {
    key: keyOf(danger),
    kind: danger,
    isDanger: true,
    isMoment: false,
    severity: "critical",
    since: Math.min(...began.map(({ since }) => toMilliseconds(since)), Number.MAX_SAFE_INTEGER),
    finding: null,
    subjects: places.flatMap(({ entity_id, device_id }) => (device_id === null ? [entity_id] : [entity_id, device_id])),
    areas: places.flatMap(({ area_id }) => (area_id === null ? [] : [area_id])),
    mentions: places.map(({ id }) => id),
    isHeld: places.every((place) => isWorkedOn(work, place, false)),
  };
}

async function eventsOf(tx: Queries, { home, now, rules }: Looked): Promise<Matter[]> {
  const types = [...rules.values()].filter(({ is_on }) => is_on).flatMap(({ kinds }) => kinds);
  const named = types.filter((kind) => kind.startsWith(EVENT)).map((kind) => kind.slice(EVENT.length));
  if (named.length === 0) return [];
  const rows = await eventsSince(tx, home, { types: named, from: instantOf(now - MOMENT_MS) });
  const ids = rows.flatMap(({ entity_id }) => (entity_id === null ? [] : [entity_id]));
  const places = new Map((await placesOf(tx, home, [], ids)).map((place) => [place.id, place]));
  return rows.map(({ type, entity_id, first_at }) => {
    const place = entity_id === null ? undefined : places.get(entity_id);
    return {
      key: `${EVENT}${type}:${entity_id ?? ""}`,
      kind: `${EVENT}${type}`,
      isDanger: false,
      isMoment: true,
      severity: "warning",
      since: toMilliseconds(first_at),
      finding: null,
      subjects: place ? [place.entity_id, ...(place.device_id ? [place.device_id] : [])] : [],
      areas: place?.area_id ? [place.area_id] : [],
      mentions: entity_id === null ? [] : [entity_id],
      isHeld: false,
    };
  });
}
