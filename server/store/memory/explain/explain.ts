import type { z } from "zod";
import type { Queries } from "#db/database.ts";
import { type Asker, command } from "#server/command.ts";
import { instantOf } from "#server/instant.ts";
import { lawOf } from "#server/law.ts";
import { Refusal } from "#server/refusal.ts";
import { eventId, readEventId } from "../event-id.ts";
import { chainOf } from "./chain.ts";
import { type CauseShown, Explain, Explanation } from "./contract.ts";
import { type Fact, UNHEARD } from "./fact.ts";
import { factAt } from "./fact-at.ts";
import type { House } from "./house.ts";
import { lastChange } from "./last-change.ts";
import type { Cause } from "./link.ts";
import { lookupIn } from "./lookup.ts";
import { tell } from "./tell.ts";
import { isUnexplained, usually } from "./usually.ts";
import { sentenceFor } from "./words.ts";

const explainCommand = command({
  name: "memory/explain",
  summary: "Tells why something changed: the chain of causes, from the nearest to the first",
  input: Explain,
  isForSpeakers: true,
  output: Explanation,
  run: (input, { db, home, world, asker }) =>
    db.transaction(async (tx) => {
      const told = await explained(tx, home, input, world.clock.now());
      const isKnown = (told.causes.at(-1)?.kind ?? "unknown") !== "unknown";
      if (isKnown || (await seesAll(tx, asker))) return told;
      return { ...told, sentence: `${told.sentence} ${OTHERS_MAY_KNOW}` };
    }),
});

const OTHERS_MAY_KNOW = "Others of the household may see more.";
const seesAll = async (tx: Queries, asker: Asker): Promise<boolean> =>
  asker.kind !== "speaker" && (await lawOf(tx, asker)).hidden.size === 0;

/** Why something changed, from the nearest cause to the first. */
export async function explained(tx: Queries, home: number, asked: z.infer<typeof Explain>, now: number) {
  const fact = await wanted(tx, home, asked, now);
  const lookup = lookupIn(tx, home);
  const causes = await chainOf(fact, lookup);
  const house = await lookup.house([fact]);
  const guesses = isUnexplained(fact, causes) ? await usually(tx, home, fact, lookup.house) : [];
  const sentence = tell(fact, causes, house);
  return { event: shownEvent(fact, house), causes: causes.map(shownCause), sentence, guesses };
}

export const explainCommands = [explainCommand];

async function wanted(tx: Queries, home: number, input: z.infer<typeof Explain>, now: number): Promise<Fact> {
  if ("event" in input) {
    const fact = await factAt(tx, home, { key: readEventId(input.event) });
    if (!fact)
      throw new Refusal("unknown_event", `No event ${input.event} is remembered in this home.`, { status: 404 });
    return fact;
  }
  const { entity_id: entity, at = instantOf(now) } = input;
  const change = await lastChange(tx, home, { entity, at });
  const fact = change && (await factAt(tx, home, change));
  if (!fact) throw unknownChange(entity, at);
  return fact;
}

const unknownChange = (entity: string, at: string): Refusal =>
  new Refusal(
    "unknown_change",
    `No change of ${entity} is remembered in the 90 days before ${at}. Check its id with house/entities.`,
    { status: 404 },
  );

const shownEvent = (fact: Fact, house: House) => ({
  event: eventId(fact.key),
  at: fact.at,
  entity_id: fact.entity,
  name: fact.entity ? house.thing(fact.entity).name : fact.type,
  state: fact.state,
  old_state: fact.oldState,
  sentence: sentenceFor(fact, house),
});

const shownCause = ({ kind, sentence, entity, person, fact, at, run, isCertain }: Cause): CauseShown => ({
  kind,
  sentence,
  entity_id: entity,
  person,
  event: fact && fact.key.entity_id !== UNHEARD.entity_id ? eventId(fact.key) : undefined,
  at: fact?.at ?? at,
  trace: run,
  certainty: isCertain ? "certain" : "likely",
});
