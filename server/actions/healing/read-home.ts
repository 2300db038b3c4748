import { z } from "zod";
import type { Queries } from "#db/database.ts";
import { startedAt } from "#server/analysis/diagnostics/hold-back.ts";
import { actionsThere } from "#server/analysis/diagnostics/house/actions-there.ts";
import { untold } from "#server/analysis/diagnostics/house/system.ts";
import { houseNow, readIntegrations } from "#server/analysis/diagnostics/house-now.ts";
import { heldBack } from "#server/analysis/diagnostics/maintenance/held-back.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import { presentStates } from "#server/store/house/present.ts";
import { reportedNow } from "#server/store/house/reported.ts";
import { maintenanceAfter } from "#server/store/ledger/maintenance/queries.ts";
import type { World } from "#server/world.ts";
import { attemptedSince } from "./attempt-queries.ts";
import type { Mode } from "./contract.ts";
import type { Moment } from "./gates.ts";
import { HOUR, type Past } from "./past.ts";
import type { Patient } from "./patient.ts";
import { criticalOf, feedsOf, modesOf, personLast, stopOf, type TroubleRow, troublesIn } from "./queries.ts";
import type { Trouble, Ward } from "./ward.ts";

const Core = z.object({ state: z.string() });
const BEFORE_MS = HOUR; // a window that has just ended settles a little longer
const REMEMBERED_MS = 45 * 24 * HOUR;

/** All that is asked before anything is done, read together. `now` in milliseconds since the epoch. */
export interface HomeRead {
  readonly now: number;
  readonly ward: Ward;
  readonly troubles: readonly Trouble[];
  readonly past: Past;
  readonly modes: ReadonlyMap<string, { mode: Mode; since: number }>;
  readonly moment: Omit<Moment, "isMaintained">;
  isMaintained(trouble: Trouble): boolean;
}

/** @throws Refusal those of Link.call(), `not_connected` */
export async function readHome(world: World, patient: Patient, finding?: number): Promise<HomeRead> {
  const { link, row } = patient;
  if (!link) throw new Refusal("not_connected", "Home Assistant is not connected; try again later", { status: 503 });
  const home = row.home_id;
  const isRunning = (await link.call({ type: "get_config" }, Core)).state === "RUNNING";
  const integrations = await readIntegrations(link);
  const actions = await actionsThere(link, world.clock.elapsed());
  const readAt = world.clock.elapsed();
  const now = patient.now();
  const present = presentStates(world, home);
  return world.db.transaction(async (tx) => {
    const parts = { home, now: now / 1000, present, reported: reportedNow(world, home), integrations, actions };
    const house = await houseNow(tx, { ...parts, system: untold });
    const rest = await restOf(tx, home, now, finding);
    const { import: past, clock } = patient.shown();
    const windows = await maintenanceAfter(tx, home, instantOf(now - BEFORE_MS));
    const isHeld = heldBack({ windows, emptySince: undefined, ofHabits: new Set() }, house);
    const keys = new Map(rest.rows.map((it) => [it.finding, it]));
    return {
      ...{ now, troubles: rest.rows.map(troubleOf), past: rest.past, modes: rest.modes },
      ward: { house, feeds: rest.feeds, critical: rest.critical },
      moment: {
        isStopped: rest.isStopped,
        isLive: patient.isLive,
        isRunning,
        secondsSinceStart: now / 1000 - startedAt(present),
        isCatchingUp: past.state === "running",
        dataAgeSeconds: Math.max(patient.deafMs, world.clock.elapsed() - readAt) / 1000,
        skewMs: clock.skew_ms,
        msSincePerson: rest.personAt === null ? null : now - toMilliseconds(rest.personAt),
      },
      isMaintained: ({ finding: id }) => {
        const found = keys.get(id);
        return found !== undefined && isHeld({ check_name: found.check, ...found });
      },
    };
  });
}

async function restOf(tx: Queries, home: number, now: number, finding?: number) {
  const rows = await troublesIn(tx, home, { now: instantOf(now), ...(finding !== undefined && { finding }) });
  const modes = await modesOf(tx, home);
  return {
    rows,
    past: await pastOf(tx, home, now),
    modes: new Map(modes.map(({ remedy, mode, since }) => [remedy, { mode, since: toMilliseconds(since) }])),
    feeds: new Map((await feedsOf(tx, home)).map((it) => [it.device, it.switch])),
    critical: new Set((await criticalOf(tx, home)).map(({ entity_id }) => entity_id)),
    isStopped: (await stopOf(tx, home)) !== undefined,
    personAt: await personLast(tx, home, instantOf(now - 24 * HOUR)),
  };
}

export async function pastOf(tx: Queries, home: number, now: number): Promise<Past> {
  const rows = await attemptedSince(tx, home, instantOf(now - REMEMBERED_MS));
  return rows.map(({ intent_at, by_whom, is_undone, ...rest }) => ({
    ...rest,
    at: toMilliseconds(intent_at),
    byWhom: by_whom,
    isUndone: is_undone,
  }));
}

const troubleOf = ({ subject_kind, subject, entity_id, name, ...rest }: TroubleRow): Trouble => ({
  ...rest,
  subject: { kind: subject_kind, id: entity_id ?? subject },
  name: name ?? entity_id ?? subject,
});
