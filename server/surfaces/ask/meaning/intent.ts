import type { Cue } from "../language/language.ts";
import type { Kind } from "./kinds.ts";
import { isOfTheLatest } from "./latest.ts";
import type { Predicate } from "./predicates.ts";
import type { Said } from "./read-question.ts";
import type { Intent } from "./understood.ts";

type Rule = readonly [intent: Intent, holds: (has: (...cues: Cue[]) => boolean, said: Said) => boolean];

/** What is asked, by the words that ask; the first rule that holds. */
const RULES: readonly Rule[] = [
  ["future", (has) => has("future") && !has("past")],
  // "did it finish or did it get stuck" asks two things.
  ["unclear", (has, said) => has("yesNo", "did") && asksTwice(said)],
  ["voice", (has) => has("assist") && has("heard", "misunderstood", "undone")],
  ["version", (has) => has("version") && has("what", "which") && !has("changed", "updated")],
  [
    "not ours",
    (has, said) => isCommand(said) || (isOfNow(has) && (!said.hasTime || (said.isStillOn && !isOverTime(has)))),
  ],
  // What was set lies in attributes: no state is told in its place.
  ["unclear", (has) => has("target") && has("yesNo", "when") && !has("what", "which", "howMuch")],
  ["value", (has) => has("target") && has("what", "which", "howMuch")],
  ["why", (has) => has("why")],
  [
    "attention",
    (has, { features, mention, hasTime }) =>
      has("attention") &&
      !hasTime &&
      features.predicates.every(({ what }) => what === "unavailable" || what === "problem") &&
      (mention.length === 0 || has("wrongWith")),
  ],
  ["day", (has) => has("whichDay") && has("highest", "lowest", "longest", "oftener") && !has("last", "first")],
  [
    "change",
    (has, { features }) =>
      has("howMuch") && has("rising", "falling") && !features.kinds.some(({ what }) => METERED.includes(what)),
  ],
  ["usual", (has) => has("average") && has("when") && !has("highest", "lowest")],
  ["extreme", (has, { features }) => has("where") && has("highest", "lowest") && isMeasured(features, has)],
  ["where", (has, { features }) => has("where") && features.predicates.length === 0],
  ["list", (has) => has("where") && !has("when", "howOften", "howLong")],
  ["changed", (has, { features }) => has("changed", "updated") && features.measures.length === 0],
  ["who", (has) => has("who")],
  [
    "summary",
    (has, { features }) =>
      has("happened", "attention") && !has("howOften", "when", "why") && features.comparison === undefined,
  ],
  ["count", (has) => has("howManyDays")],
  ["duration", (_, said) => isOfTheLatest(said)],
  ["since", (has, { hasTime }) => has("sinceWhen") && !hasTime && !has("last")],
  ["duration", (has) => has("howLong", "sinceWhen", "longest", "shortest") && !has("last", "when")],
  ["last", (has) => has("longest", "shortest") && has("when")],
  ["count", (has) => has("howOften") || (has("howMany") && !has("howLong", "howMuch"))],
  ["average", (has) => has("average")],
  ["extreme", (has, { features }) => has("highest", "lowest") && isMeasured(features, has)],
  [
    "total",
    (has, { features }) =>
      !isClaim(has, features) &&
      ((has("howMuch") && !has("when")) ||
        (has("consumed") && features.kinds.some(({ what }) => METERED.includes(what)))),
  ],
  // "what did the dishwasher use"
  ["total", (has, { mention }) => has("what") && has("consumed") && !has("when", "more", "less") && mention.length > 0],
  ["total", (has, { features }) => features.measures.some(({ what }) => what === "energy") && !startsWithYesNo(has)],
  ["total", (has) => has("produced") && has("what") && !has("when", "longest", "highest", "lowest")],
  ["first", (has) => has("first")],
  ["last", (has) => has("when", "last")],
  ["list", (has) => has("which") || (has("what") && has("either") && has("longer", "oftener"))],
  ["value", (has, { features }) => features.measures.length > 0 && !startsWithYesNo(has)],
  ["list", (has, { isPlural, features }) => has("what") && isPlural && features.predicates.length > 0],
  // "what was open at midnight"
  [
    "list",
    (has, { hasTime, features, mention }) =>
      has("what") && hasTime && mention.length === 0 && features.predicates.some(({ what }) => LEFT.includes(what)),
  ],
  ["boolean", (has) => has("yesNo") && !has("what")],
  ["value", (has) => has("what")],
  // "fridge left open at all today for over two minutes?"
  [
    "boolean",
    (has, { hasTime, features, mention }) =>
      hasTime &&
      mention.length > 0 &&
      features.predicates.length > 0 &&
      (features.lasting !== undefined || has("any", "past")),
  ],
  // "bathroom humidity Friday 7 am"
  [
    "value",
    (_, { hasTime, features, mention, cues }) =>
      hasTime &&
      [...cues].every((cue) => WHEREABOUTS.includes(cue)) &&
      mention.length > 0 &&
      features.predicates.length === 0,
  ],
  // "coffee maker on yesterday?"
  [
    "boolean",
    (_, { hasTime, isMarked, features, mention, cues }) =>
      isMarked &&
      hasTime &&
      [...cues].every((cue) => WHEREABOUTS.includes(cue)) &&
      mention.length > 0 &&
      features.predicates.length > 0 &&
      features.comparison === undefined,
  ],
  // "water on the floor downstairs": a few words about what nobody orders
  [
    "last",
    (_, { features, mention }) =>
      mention.length > 0 && features.predicates.some(({ what }) => UNORDERED.includes(what)),
  ],
];

/** They tell where, and ask nothing. */
const WHEREABOUTS: readonly Cue[] = ["origin", "outside"];
const LEFT: readonly Predicate[] = ["open", "on", "unlocked"];
const METERED: readonly Kind[] = ["energy", "power", "water", "gasMeter"];
const UNORDERED: readonly Predicate[] = [
  "wet",
  "smoke",
  "gas",
  "motion",
  "jammed",
  "happened",
  "unavailable",
  "triggered",
  "lowBattery",
  "problem",
];

export function intentOf(said: Said): Intent {
  const has = (...cues: Cue[]) => cues.some((cue) => said.cues.has(cue));
  return RULES.find(([, holds]) => holds(has, said))?.[0] ?? "unclear";
}

/** A verb that asks, another one after "or". */
const asksTwice = ({ features: { cues } }: Said): boolean => {
  const asking = cues.filter(({ what }) => what === "yesNo").map(({ start }) => start);
  return cues.some(
    ({ what, end }) => what === "either" && asking.includes(end) && asking.some((start) => start < end - 1),
  );
};

const isMeasured = ({ kinds, measures, comparison }: Said["features"], has: (...cues: Cue[]) => boolean): boolean =>
  comparison === undefined || kinds.length + measures.length > 0 || has("highest", "lowest");

/** "what is the highest since Friday" is of a time that goes on. */
const isOverTime = (has: (...cues: Cue[]) => boolean): boolean =>
  has("highest", "lowest", "longest", "shortest", "howLong", "howMuch");

/** "did we use more than 20 kWh" asks whether. */
const isClaim = (has: (...cues: Cue[]) => boolean, { comparison }: Said["features"]): boolean =>
  comparison !== undefined && startsWithYesNo(has);

const startsWithYesNo = (has: (...cues: Cue[]) => boolean): boolean =>
  has("yesNo") && !has("what", "which", "when", "howMuch");

/** An order begins with its verb, "please" aside, and asks nothing. */
function isCommand({ features, tokens }: Said): boolean {
  const first = features.cues.filter(({ start }) => start === 0).map(({ what }) => what);
  const asks = first.some((cue) =>
    [
      "when",
      "why",
      "who",
      "what",
      "which",
      "howOften",
      "howLong",
      "howMany",
      "yesNo",
      "last",
      "first",
      "happened",
      "changed",
      "also",
    ].includes(cue),
  );
  const hasPast = features.cues.some(({ what }) => what === "past" || what === "happened" || what === "changed");
  return tokens.length > 0 && first.includes("command") && !asks && !hasPast;
}

/** "is the door open" is for Home Assistant; "is anything wrong" and "how long has it been open" are for a memory. */
function isOfNow(has: (...cues: Cue[]) => boolean): boolean {
  return (
    has("present") &&
    !has(
      "past",
      "last",
      "first",
      "attention",
      "sinceWhen",
      "changed",
      "updated",
      "happened",
      "why",
      "howOften",
      "average",
      "compared",
    ) &&
    !(has("cycle") && has("howLong", "howMuch"))
  );
}
