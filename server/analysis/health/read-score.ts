import type { Queries } from "#db/database.ts";
import type { Call } from "#server/command.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import { findingStates } from "#server/store/ledger/findings/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import type { ReadScore } from "./contract.ts";
import { hourly } from "./hours.ts";
import {
  type AreaRow,
  areasOf,
  type Costing,
  costingNow,
  costsBetween,
  type DeviceRow,
  devicesOf,
  looksAt,
} from "./queries.ts";
import { scoreOf } from "./score-of.ts";

/** A home of three devices is none in which each is a third of its health. */
export const LEAST_DEVICES = 10;
const MOST_TOLD = 500;
const MONTH_US = 31 * 86_400e6;
const LONGEST_US = 366 * 86_400e6;

/** The health of a home and of all in it, as the asker may see it; what costs it as rows of the ledger. @throws Refusal `odd_span`, `unknown_area`, `unknown_device` */
export async function readScore(wanted: ReadScore, { db, world, home }: Pick<Call, "db" | "world" | "home">) {
  const now = shownNow(world, home);
  const span = spanOf(wanted, instantOf(now));
  return db.transaction(async (tx) => {
    const looked = await looksAt(tx, home);
    const devices = await devicesOf(tx, home);
    const areas = await areasOf(tx, home);
    if (wanted.of) refuseUnknown(wanted.of, { devices, areas });
    const costing = await costingNow(tx, home, { now: instantOf(now) });
    const { score, lost } = scoreOf(costing, Math.max(LEAST_DEVICES, devices.length));
    const past = { span, of: wanted.of, devices, known: looked?.first ?? null };
    const history = await historyOf(tx, home, past);
    const then = new Set(history.flatMap(({ findings }) => findings));
    const ids = [...new Set([...lost.map(({ finding }) => finding), ...then])];
    const asked = { home, now: instantOf(now), states: findingStates, findings: ids, limit: MOST_TOLD };
    const told = new Map((await listFindings(tx, asked)).map((row) => [row.finding, row]));
    return {
      score: looked?.last ? score : null,
      looked_at: looked?.last ?? null,
      lost: lost.flatMap(({ finding, points }) => {
        const row = told.get(finding);
        return row ? [{ points, row }] : [];
      }),
      areas: areaScores(areas, { costing, devices }),
      devices: deviceScores(costing, devices, new Map(areas.map((it) => [it.area_id, it.name]))),
      history,
      named: [...then].flatMap((finding) => told.get(finding) ?? []),
    };
  });
}

type Known = { costing: readonly Costing[]; devices: readonly DeviceRow[] };

/** @throws Refusal `unknown_area`, `unknown_device` */
function refuseUnknown({ kind, id }: NonNullable<ReadScore["of"]>, { areas, devices }: Places): void {
  if (kind === "area" && !areas.some(({ area_id }) => area_id === id))
    throw new Refusal("unknown_area", "There is no such area; health/score without `of` lists all", { status: 404 });
  if (kind === "device" && !devices.some(({ device_id }) => device_id === id))
    throw new Refusal("unknown_device", "There is no such device; health/devices lists all", { status: 404 });
}

type Places = { readonly areas: readonly AreaRow[]; readonly devices: readonly DeviceRow[] };

function areaScores(areas: readonly AreaRow[], { costing, devices }: Known) {
  return areas.map(({ area_id, name }) => {
    const count = devices.filter((device) => device.area_id === area_id).length;
    return { area_id, name, devices: count, ...scoreOf(within(costing, { kind: "area", id: area_id }), count) };
  });
}

function deviceScores(costing: readonly Costing[], devices: readonly DeviceRow[], areas: ReadonlyMap<string, string>) {
  return devices
    .map(({ device_id, name, area_id }) => {
      const own = within(costing, { kind: "device", id: device_id });
      return { device_id, name, area: areas.get(area_id ?? "") ?? null, ...scoreOf(own, 1) };
    })
    .filter(({ lost }) => lost.length > 0)
    .sort((one, other) => one.score - other.score);
}

const within = <It extends Costing>(costing: readonly It[], { kind, id }: NonNullable<ReadScore["of"]>): It[] =>
  costing.filter((it) => (kind === "area" ? it.area_id : it.device_id) === id);

type History = {
  span: { from: string; to: string } | undefined;
  of: ReadScore["of"];
  devices: readonly DeviceRow[];
  known: string | null;
};

async function historyOf(tx: Queries, home: number, { span, of, devices, known }: History) {
  if (!span || known === null) return [];
  const costs = await costsBetween(tx, home, span);
  const isLong = toMicroseconds(span.to) - toMicroseconds(span.from) > MONTH_US;
  const size = of ? (of.kind === "device" ? 1 : devices.filter(({ area_id }) => area_id === of.id).length) : undefined;
  return hourly(
    of ? within(costs, of) : costs,
    { ...span, known },
    {
      devices: size ?? Math.max(LEAST_DEVICES, devices.length),
      hours: isLong ? 24 : 1,
    },
  );
}

function spanOf({ from, to }: ReadScore, now: string): { from: string; to: string } | undefined {
  if (from === undefined) return undefined;
  const until = to !== undefined && toMicroseconds(to) < toMicroseconds(now) ? to : now;
  const length = toMicroseconds(until) - toMicroseconds(from);
  if (length <= 0 || length > LONGEST_US)
    throw new Refusal("odd_span", "Ask for a span that lies before now, of a year at most");
  return { from, to: until };
}
