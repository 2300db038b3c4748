import { type Law, peopleHidden } from "#server/law.ts";
import type { Says } from "../language/says.ts";
import { domainOf } from "../meaning/kinds.ts";
import type { Intent, Understood } from "../meaning/understood.ts";
import { notKnown, type Outcome } from "./asked.ts";
import { understoodEntities } from "./entities.ts";

type Lawful = {
  understood: Understood;
  /** What the answer leaves out, in a sentence. */
  note: string | undefined;
};

/** They are refused whoever asks. */
const REFUSED: readonly Intent[] = ["not ours", "future", "unclear"];

/** What of a question the asker may be answered: all, a part of several things, or a sentence that says why not. */
export function withinLaw(understood: Understood, law: Law, says: Says): Lawful | Outcome {
  if (law.asker === "nobody") return notKnown(says.nobodyAsks);
  if (REFUSED.includes(understood.intent)) return { understood, note: undefined };
  const own = understoodEntities(understood);
  const further = [understood.clause?.understood, understood.other].filter((one) => one !== undefined);
  const others = [...further.flatMap(understoodEntities), ...[understood, ...further].flatMap(doers)];
  const isHidden = ({ entity_id }: { entity_id: string }) => law.hidden.has(entity_id);
  const hidden = own.filter(isHidden);
  const people = [...hidden, ...others.filter(isHidden)].filter((entity) => domainOf(entity) === "person");
  if (people.length > 0) return notKnown(says.mayOnlyTell([...new Set(people.map(({ name }) => name))]));
  if (others.some(isHidden) || (hidden.length > 0 && hidden.length === own.length)) return notKnown(says.notToTell);
  const subject =
    understood.subject.kind === "these" && hidden.length > 0
      ? { ...understood.subject, entities: own.filter((entity) => !isHidden(entity)) }
      : understood.subject;
  return { understood: { ...understood, subject }, note: noteOf(understood, { hidden, law, says }) };
}

/** Whose deeds are asked for. */
const doers = ({ subject }: Understood) => (subject.kind === "these" && subject.by ? [subject.by] : []);

type Left = { hidden: readonly { name: string }[]; law: Law; says: Says };

/** The answer, with what it leaves out; where no cause was found, others may know of one. */
export function saidWithin(
  outcome: Outcome,
  { understood, note }: Lawful,
  { law, says }: { law: Law; says: Says },
): Outcome {
  const isAboutCauses = understood.intent === "why" || understood.intent === "who";
  const rest = isAboutCauses && law.hidden.size > 0 ? says.othersMayKnow : note;
  return rest === undefined ? outcome : { ...outcome, note: rest };
}

/** Numbers and lists must not pass for the whole where they are a part. */
function noteOf({ subject }: Understood, { hidden, law, says }: Left): string | undefined {
  const isOneThing = subject.kind === "these" && !subject.isGroup;
  if (isOneThing) return undefined;
  if (law.asker === "speaker") return says.onlyExposed;
  if (hidden.length > 0) return says.leftOut(hidden.map(({ name }) => name));
  const absent = peopleHidden(law);
  return subject.kind === "nothing" && absent.length > 0 ? says.leftOut(absent) : undefined;
}
