import type { Database } from "#db/database.ts";
import { instantOf, toMilliseconds } from "#server/instant.ts";
import { incidentsOf } from "#server/store/ledger/incidents/queries.ts";
import type { World } from "#server/world.ts";
import { breakerOf } from "./breaker.ts";
import { capped } from "./caps.ts";
import { rateOf } from "./goes-on.ts";
import type { Wish } from "./judge.ts";
import { MINUTE, type Past } from "./past.ts";
import type { Patient } from "./patient.ts";
import { modesOf, stopOf, type TroubleRow, troublesIn } from "./queries.ts";
import { pastOf } from "./read-home.ts";
import { remedies } from "./remedies.ts";
import type { Remedy } from "./remedy.ts";
import type { Trouble } from "./ward.ts";

/** What could not be planned then may be now: a switch was named, a device came back. */
const READ_AGAIN_MS = 10 * MINUTE;

interface LastRead {
  readonly at: number;
  /** Findings and remedies of which there was a plan. */
  readonly planned: ReadonlySet<string>;
  readonly findings: ReadonlySet<number>;
}

const lastReads = new WeakMap<Database, Map<number, LastRead>>(); // by database, home

/**
 * Whether there may be something to do. Reading a house costs much, and what stands for weeks would have it read every half minute: it is not read for what
 * no remedy was chosen for, for what was tried and rests, nor for some minutes for what could not be planned.
 */
export async function isWorthReading({ db }: World, patient: Patient): Promise<boolean> {
  const home = patient.row.home_id;
  if ((await incidentsOf(db, home, "open")).some(({ kind }) => kind === "systemic")) return true; // it may be over
  if (await stopOf(db, home)) return false;
  const since = new Map(
    (await modesOf(db, home)).flatMap((it) =>
      it.mode === "ask" || it.mode === "act" ? [[it.remedy, toMilliseconds(it.since)] as const] : [],
    ),
  );
  const chosen = remedies.filter(({ name, most }) => since.has(name) && most !== "suggest");
  if (chosen.length === 0) return false;
  const now = patient.now();
  const troubles = await troublesIn(db, home, { now: instantOf(now) });
  const pairs = troubles.flatMap((trouble) =>
    chosen.filter(({ checks }) => checks.includes(trouble.check)).map((remedy) => ({ remedy, trouble })),
  );
  if (pairs.length === 0) return false;
  const past = await pastOf(db, home, now);
  const last = lastReads.get(db)?.get(home);
  return pairs.some(
    ({ remedy, trouble }) =>
      !isHopeless(last, now, { remedy, trouble }) &&
      !rests(remedy, trouble, { past, now, since: since.get(remedy.name) ?? 0 }),
  );
}

/** Remembers of what there was a plan. */
export function noteRead(
  { db }: World,
  patient: Patient,
  it: { troubles: readonly Trouble[]; wishes: readonly Wish[] },
): void {
  const homes = lastReads.get(db) ?? new Map<number, LastRead>();
  lastReads.set(db, homes);
  homes.set(patient.row.home_id, {
    at: patient.now(),
    planned: new Set(it.wishes.map(({ trouble, remedy }) => keyOf(trouble.finding, remedy))),
    findings: new Set(it.troubles.map(({ finding }) => finding)),
  });
}

type Pair = { remedy: Remedy; trouble: TroubleRow };

function isHopeless(last: LastRead | undefined, now: number, { remedy, trouble }: Pair): boolean {
  if (!last || Math.abs(now - last.at) >= READ_AGAIN_MS) return false;
  return last.findings.has(trouble.finding) && !last.planned.has(keyOf(trouble.finding, remedy));
}

const keyOf = (finding: number, { name }: Remedy): string => `${finding} ${name}`;

function rests({ name }: Remedy, trouble: TroubleRow, told: { past: Past; now: number; since: number }): boolean {
  const { past, now, since } = told;
  const wished = { remedy: name, subject: trouble.entity_id ?? trouble.subject, entities: [] };
  if (capped(wished, past, now) || breakerOf(name, past, now).isOpen) return true;
  return !rateOf(name, past, since).goesOn;
}
