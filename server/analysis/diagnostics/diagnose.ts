import { z } from "zod";
import type { Queries } from "#db/database.ts";
import type { Instant } from "#server/clock.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import type { Watched } from "#server/intake/watched.ts";
import { Refusal } from "#server/refusal.ts";
import { presentStates } from "#server/store/house/present.ts";
import { reportedNow } from "#server/store/house/reported.ts";
import { type Diagnosis, insertDiagnosis } from "#server/store/ledger/findings/act-queries.ts";
import { keyOf } from "#server/store/ledger/findings/differing.ts";
import { lockHome, standingOf } from "#server/store/ledger/findings/queries.ts";
import { settle } from "#server/store/ledger/findings/settle.ts";
import { emptySince, maintenanceAfter } from "#server/store/ledger/maintenance/queries.ts";
import type { World } from "#server/world.ts";
import { unprovenIn } from "./automations/unproven.ts";
import type { AnyCheck } from "./check.ts";
import { automationStopped } from "./checks/automation-stopped.ts";
import { checks } from "./checks.ts";
import type { DiagnosisRan } from "./contract.ts";
import { examine, type FirstSeen } from "./examine.ts";
import type { Why } from "./held-words.ts";
import { whyNotNow } from "./hold-back.ts";
import { actionsThere } from "./house/actions-there.ts";
import { readSystem } from "./house/read-system.ts";
import { untold } from "./house/system.ts";
import { type HouseNow, houseNow, readIntegrations } from "./house-now.ts";
import { heldBack } from "./maintenance/held-back.ts";
import { type Armed, armedChecks, type Held } from "./own/armed-checks.ts";
import { OWN } from "./own/as-check.ts";
import { askTemplates } from "./own/ask-templates.ts";
import { readOwnChecks } from "./own/read-own-checks.ts";
import { heldSaid, type Language } from "./words.ts";

const Core = z.object({ state: z.string() });
const firstSeenIn = new WeakMap<object, Map<number, FirstSeen>>(); // by database, home

export interface Ran extends Diagnosis<Why> {
  readonly at: Instant;
  /** Of what checks that ran could not judge. */
  readonly unjudged: readonly Held[];
}

/** As it is told. */
export const shownRun = (
  { held_back, unjudged, checks: ran, ...rest }: Ran,
  language: Language,
): z.infer<typeof DiagnosisRan> => ({
  ...rest,
  checks: [...ran],
  held_back: held_back.map(({ check, why }) => ({ check, code: why.code, reason: heldSaid(why, language) })),
  unjudged: unjudged.map(({ check, why }) => ({ check, reason: heldSaid(why, language) })),
});

/**
 * Looks at a home now and settles its findings, as one row of its own. Where nothing can be said, nothing is opened or closed.
 * @throws Refusal those of Link.call(), `not_started`
 */
export async function diagnose(world: World, home: number, by: Diagnosis["by_whom"]): Promise<Ran> {
  const began = world.clock.elapsed();
  const intake = intakeOf(world);
  const watched = intake.of(home);
  if (!watched)
    throw new Refusal("unknown_home", "There is no such home; connections/list lists them", { status: 404 });
  const now = intake.nowIn(home) / 1000;
  const present = presentStates(world, home);
  const why = whyNotNow({ isLive: watched.isLive, isRunning: await isRunning(watched) }, present, now);
  const integrations = why === undefined && watched.link ? await readIntegrations(watched.link) : [];
  const actions = why === undefined && watched.link ? await actionsThere(watched.link, began) : undefined;
  const system = why === undefined ? await readSystem(watched) : untold;
  const own = await readOwnChecks(world);
  const templates = await askTemplates(why === undefined ? watched.link : undefined, own.checks);
  const at = instantOf(now * 1000);
  return world.db.transaction(async (tx) => {
    const settled = why
      ? { ...NOTHING, held_back: checks.map(({ name }) => ({ check: name, why })) }
      : await settleNow(tx, {
          world,
          home,
          at,
          house: await houseNow(tx, {
            home,
            now,
            present,
            reported: reportedNow(world, home),
            integrations,
            actions,
            system,
          }),
          own: await armedChecks(tx, present, { home, now, own, templates }),
        });
    const { unjudged, ...counted } = settled;
    const run = { ...counted, took_ms: Math.round(world.clock.elapsed() - began), by_whom: by };
    await insertDiagnosis(tx, { home, at }, run);
    return { ...run, unjudged, at };
  });
}

const NOTHING = { checks: [] as string[], unjudged: [] as Held[], waiting: 0, opened: 0, changed: 0, closed: 0 };

async function isRunning({ link }: Watched): Promise<boolean> {
  return link !== undefined && (await link.call({ type: "get_config" }, Core)).state === "RUNNING";
}

type Settling = { world: World; home: number; at: string; house: HouseNow; own: Armed };

async function settleNow(tx: Queries, { world, home, at, house, own }: Settling) {
  const all = [...checks, ...own.checks];
  const names = [...checks.map(({ name }) => name), ...own.settled];
  await lockHome(tx, home); // what stands is read once, for the checks and for settle()
  const standing = await standingOf(tx, home, names);
  const keys = new Set(standing.map(keyOf));
  const firstSeen = firstSeenOf(world, home);
  const { seen, waiting } = examine(house, all, { firstSeen, isStanding: (it) => keys.has(keyOf(it)) });
  const settled = await settle(tx, {
    home,
    at,
    checks: names,
    seen,
    standing,
    isHeldBack: await heldBackIn(tx, home, house),
    isBeyond,
  });
  const unproven = unprovenIn(house);
  return {
    ...settled,
    checks: all.map(({ name }) => name),
    held_back: [...own.heldBack],
    unjudged: unproven ? [{ check: automationStopped.name, why: unproven }] : [],
    waiting,
  };
}

const ofHabits = new Set(checks.filter(({ isOfHabits }) => isOfHabits).map(({ name }) => name));
const BEFORE_MS = 3_600_000; // what has just ended is held back a little longer

async function heldBackIn(tx: Queries, home: number, house: HouseNow) {
  const windows = await maintenanceAfter(tx, home, instantOf(house.now * 1000 - BEFORE_MS));
  const since = await emptySince(tx, home);
  return heldBack(
    { windows, emptySince: since === undefined ? undefined : toMicroseconds(since) / 1e6, ofHabits },
    house,
  );
}

function firstSeenOf({ db }: World, home: number): FirstSeen {
  const homes = firstSeenIn.get(db) ?? new Map<number, FirstSeen>();
  firstSeenIn.set(db, homes);
  const known = homes.get(home) ?? new Map();
  homes.set(home, known);
  return known;
}

const byName = new Map<string, AnyCheck>(checks.map((check) => [check.name, check]));

function isBeyond({ check_name, evidence }: { check_name: string; evidence: unknown }, accepted: unknown): boolean {
  const check = byName.get(check_name);
  if (check_name.startsWith(OWN)) return false;
  const before = check?.evidence.safeParse(accepted);
  return before?.success ? (check?.isBeyond?.(evidence, before.data) ?? false) : true;
}
