import { toMicroseconds } from "#server/instant.ts";
import type { HouseNow } from "../house-now.ts";
import type { PlacedRow } from "./system-queries.ts";

const HOUR = 3_600;
const DAY = 24 * HOUR;
/** So soon after the old one was last heard of, a new one takes its place; somebody may also have put it beside it a little before. */
const LATEST_AFTER = 14 * DAY;
const EARLIEST_BEFORE = 2 * DAY;
/** Within so long of each other a first import makes rows of all that there is. */
const IMPORTED_WITHIN = 2 * HOUR;
/** So many kinds of entities alike make devices alike, where nobody tells their model. */
const LEAST_KINDS = 3;
/** How it is called by those who make radios, not devices. */
const GENERIC = /^(?:unknown|generic|esp32|esp8266|hub|bridge|)$/i;

/** A device that was never heard of again, and the one that came in its place. */
export interface Replacement {
  readonly old_id: string;
  readonly old_name: string;
  readonly new_id: string;
  readonly new_name: string;
  /** Seconds since the epoch: when the new one came. */
  readonly since: number;
  readonly model: string | null;
}

type Candidate = {
  readonly device_id: string;
  readonly name: string;
  readonly model: string | null;
  readonly area: string;
  readonly entry: string | null;
  readonly kinds: string;
  readonly count: number;
  readonly came: number;
  /** When it was last heard of; undefined where it still is. */
  readonly went: number | undefined;
};

/** Where exactly one device went and exactly one of its like came, in the same area. `rows` of all entities with a device, gone ones included. */
export function replacementsIn(
  rows: readonly PlacedRow[],
  { things, now }: Pick<HouseNow, "things" | "now">,
): Replacement[] {
  const all = [...Map.groupBy(rows, ({ device_id }) => device_id)].flatMap(([device_id, own]) =>
    candidate(device_id, own, { things, now }),
  );
  const firstSeen = Math.min(...all.map(({ came }) => came));
  const came = all.filter((it) => it.went === undefined && it.came - firstSeen > IMPORTED_WITHIN);
  const went = all.filter((it) => it.went !== undefined);
  return went.flatMap((old) => {
    const matches = came.filter((next) => isLike(old, next));
    const [next] = matches;
    if (!next || matches.length > 1 || went.filter((other) => isLike(other, next)).length > 1) return [];
    return [
      {
        ...{ old_id: old.device_id, old_name: old.name, new_id: next.device_id, new_name: next.name },
        ...{ since: next.came, model: next.model },
      },
    ];
  });
}

function candidate(
  device_id: string,
  rows: readonly PlacedRow[],
  { things, now }: Pick<HouseNow, "things" | "now">,
): Candidate[] {
  const [first] = rows;
  if (!first?.area_id) return [];
  const isThere = rows.some(
    ({ entity_id, removed_at }) => removed_at === null && answers(things.get(entity_id)?.state),
  );
  const heard = rows.map((row) => lastHeard(row, { since: things.get(row.entity_id)?.since, now }));
  const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
  return [
    {
      ...{ device_id, name: first.name, model: first.model, area: first.area_id, entry: first.entry_id },
      ...{ kinds: kinds.join(" "), count: kinds.length },
      came: Math.min(...rows.map(({ created_at }) => toMicroseconds(created_at) / 1e6)),
      went: isThere ? undefined : Math.max(...heard),
    },
  ];
}

/** Home Assistant's start is a report of what is unavailable, too: of that counts since when it is. */
function lastHeard(
  { last_reported, removed_at }: PlacedRow,
  { since, now }: { since: number | undefined; now: number },
): number {
  const reported = last_reported ? toMicroseconds(last_reported) / 1e6 : now;
  const gone = removed_at ? toMicroseconds(removed_at) / 1e6 : (since ?? now);
  return Math.min(reported, gone);
}

const answers = (state: string | undefined): boolean =>
  state !== undefined && state !== "unavailable" && state !== "unknown";

function isLike(old: Candidate, next: Candidate): boolean {
  if (old.device_id === next.device_id || old.area !== next.area || old.went === undefined) return false;
  const after = next.came - old.went;
  if (after < -EARLIEST_BEFORE || after > LATEST_AFTER || old.came >= next.came) return false;
  const isSameModel = old.model !== null && old.model === next.model && !GENERIC.test(old.model);
  return isSameModel || (old.kinds === next.kinds && old.count >= LEAST_KINDS);
}
