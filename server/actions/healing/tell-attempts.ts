import { numberedWithin } from "#server/instant.ts";
import { intakes } from "#server/intake/connected-homes.ts";
import { storableJson } from "#server/intake/observe/storable.ts";
import { incidentsOf, markIncidentsTold } from "#server/store/ledger/incidents/queries.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import type { World } from "#server/world.ts";
import { type AttemptRow, attemptsOf, noteTold } from "./attempt-queries.ts";
import { HEALING } from "./contract.ts";
import { incidentSaid, languages, titleOf } from "./words.ts";

const MOST_AT_ONCE = 200;

/** What was tried and what came of it becomes events of the same memory. Killed in between it is told again, which writes nothing twice. */
export async function tellAttempts(world: World, home: number): Promise<void> {
  const watched = intakes.get(world)?.of(home);
  if (!watched) return;
  const attempts = await attemptsOf(world.db, home, { isUntold: true, limit: MOST_AT_ONCE });
  const incidents = await incidentsOf(world.db, home, "untold");
  if (attempts.length + incidents.length === 0) return;
  const said = attempts.map((it) => ({ it, steps: stepsOf(it) }));
  for (const { it, steps } of said) for (const step of steps.slice(it.told)) watched.rememberer.push(step);
  for (const { id, opened_at, ...it } of incidents) {
    const summary = incidentSaid(it, "en");
    watched.rememberer.push(observed(opened_at, id, { incident: id, what: it.kind, about: it.about, summary }));
  }
  await watched.rememberer.backlog.flushed();
  for (const { it, steps } of said) await noteTold(world.db, it.id, steps.length);
  await markIncidentsTold(
    world.db,
    home,
    incidents.map(({ id }) => id),
  );
}

/** It was tried; what came of it; it was taken back. */
function stepsOf(it: AttemptRow): Observation[] {
  const { id, finding, remedy, name, subject, subject_kind, verdict, verdict_at, undone_at, why, context_ids } = it;
  const about = subject_kind === "entity" || subject_kind === "automation" ? subject : null;
  const step = (at: string, what: string, parts: { verdict?: typeof verdict; isUndone?: boolean }) => {
    const said = { title: titleOf(remedy, "en"), name, verdict: null, isUndone: false, why: null, ...parts };
    const summary = languages.en.attempt({ ...said, why: what === "tried" ? null : why });
    return observed(at, id, { attempt: id, finding, remedy, what, name, about, contexts: context_ids, summary });
  };
  return [
    step(it.intent_at, "tried", {}),
    ...(verdict !== null && verdict_at !== null ? [step(verdict_at, verdict, { verdict })] : []),
    ...(undone_at !== null ? [step(undone_at, "undone", { isUndone: true })] : []),
  ];
}

const observed = (at: string, id: number, attributes: Record<string, unknown>): Observation => ({
  at: numberedWithin(at, id),
  type: HEALING,
  entityId: typeof attributes.about === "string" && attributes.about.includes(".") ? attributes.about : null,
  state: null,
  attributes: storableJson(attributes),
  context: null,
  source: "live",
});
