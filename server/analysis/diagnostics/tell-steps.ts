import { numberedWithin } from "#server/instant.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { storableJson } from "#server/intake/observe/storable.ts";
import { markTold, type StepRow, untoldSteps } from "#server/store/ledger/findings/act-queries.ts";
import { FINDING } from "#server/store/ledger/findings/contract.ts";
import type { Observation } from "#server/store/memory/observation.ts";
import type { World } from "#server/world.ts";
import { languages, said } from "./words.ts";

/** What became of findings becomes events of the same memory. Killed in between it is told again, which writes nothing twice. */
export async function tellSteps(world: World, home: number): Promise<number> {
  const watched = intakeOf(world).of(home);
  if (!watched) return 0;
  const steps = await untoldSteps(world.db, home);
  if (steps.length === 0) return 0;
  for (const step of steps) watched.rememberer.push(observed(step));
  await watched.rememberer.backlog.flushed();
  await markTold(
    world.db,
    home,
    steps.map(({ step }) => step),
  );
  return steps.length;
}

type Untold = StepRow & { entity_id: string | null };

/** In the memory an entity has one event of a type at an instant: the step's number makes the microseconds. */
function observed({ step, finding, at, what, severity, check_name, evidence, name, entity_id }: Untold): Observation {
  const about = { name: name ?? entity_id ?? "?", lasting: "" };
  const { title } = said(check_name, evidence, about, "en");
  const form = Object.hasOwn(languages.en.steps, what)
    ? languages.en.steps[what as keyof typeof languages.en.steps]
    : "{title}";
  const summary = form.replace("{title}", () => title).replace("{name}", () => about.name);
  return {
    at: numberedWithin(at, step),
    type: FINDING,
    entityId: entity_id,
    state: null,
    attributes: storableJson({ finding, check: check_name, what, severity, name: about.name, summary }),
    context: null,
    source: "live",
  };
}
