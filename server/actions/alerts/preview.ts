import type { z } from "zod";
import type { Queries } from "#db/database.ts";
import type { Call } from "#server/command.ts";
import type { Severity } from "#server/finding.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { timeZoneOf } from "#server/time-zone.ts";
import { zonedAt } from "#server/zoned.ts";
import type { Rule, RulePreview } from "./contract.ts";
import { dangerOfClass } from "./dangers.ts";
import { fits } from "./fits.ts";
import { alarmsOf, guardsOf, pastSteps } from "./preview-queries.ts";

const DAY_MS = 86_400_000;
const DAYS = 30;
const WEEK_MS = 7 * DAY_MS;
const EXAMPLES = 10;
/** A danger that comes back so soon is not told again. */
const SAME_MS = 30 * 60_000;

type Past = { at: string; kind: string; severity: Severity; isDanger: boolean; subjects: string[]; areas: string[] };

/** What a rule would have told, by what the asker may see of the past. */
export async function preview(rule: Rule, { db, world, home }: Call): Promise<z.input<typeof RulePreview>> {
  const now = shownNow(world, home);
  const span = { home, from: instantOf(now - DAYS * DAY_MS), to: instantOf(now) };
  const { past, timeZone } = await db.transaction(async (tx) => ({
    timeZone: await timeZoneOf(tx, home),
    past: [...(await findingsIn(tx, span)), ...(rule.kinds.length > 0 ? await dangersIn(tx, span) : [])],
  }));
  const told = past.filter((one) =>
    fits({ ...rule, is_on: true }, one, { now: toMilliseconds(one.at), timeZone, mode: null }),
  );
  told.sort((one, other) => toMilliseconds(other.at) - toMilliseconds(one.at));
  return {
    weeks: weeksUntil(now, timeZone, told),
    examples: told.slice(0, EXAMPLES).map(({ at, kind, severity }) => ({ at, kind, severity })),
    unknown: [
      ...(rule.modes.length > 0 ? (["modes"] as const) : []),
      ...(rule.kinds.some((kind) => kind.startsWith("event:")) ? (["events"] as const) : []),
    ],
  };
}

type Span = { home: number; from: string; to: string };

const findingsIn = async (tx: Queries, span: Span): Promise<Past[]> =>
  (await pastSteps(tx, span)).map(({ at, kind, severity, subject, entity_id, device_id, area_id }) => ({
    ...{ at, kind, severity, isDanger: false },
    subjects: [subject, entity_id, device_id].filter((id) => id !== null),
    areas: area_id === null ? [] : [area_id],
  }));

async function dangersIn(tx: Queries, span: Span): Promise<Past[]> {
  const guards = new Map((await guardsOf(tx, span.home)).map((guard) => [guard.id, guard]));
  if (guards.size === 0) return [];
  const last = new Map<string, number>(); // by danger
  return (await alarmsOf(tx, span, [...guards.keys()])).flatMap(({ at, entity_id }) => {
    const guard = guards.get(entity_id);
    const kind = guard && dangerOfClass(guard.entity_id, guard.device_class);
    if (!guard || !kind) return [];
    const isSame = toMilliseconds(at) - (last.get(kind) ?? Number.NEGATIVE_INFINITY) < SAME_MS;
    last.set(kind, toMilliseconds(at));
    if (isSame) return [];
    const subjects = [guard.entity_id, ...(guard.device_id ? [guard.device_id] : [])];
    return [{ at, kind, severity: "critical", isDanger: true, subjects, areas: guard.area_id ? [guard.area_id] : [] }];
  });
}

function weeksUntil(now: number, timeZone: string, told: readonly Past[]) {
  return [4, 3, 2, 1, 0].map((back) => {
    const [from, to] = [now - (back + 1) * WEEK_MS, now - back * WEEK_MS];
    const count = told.filter(({ at }) => toMilliseconds(at) >= from && toMilliseconds(at) < to).length;
    return {
      from: zonedAt(from * 1000, timeZone)
        .toPlainDate()
        .toString(),
      count,
    };
  });
}
