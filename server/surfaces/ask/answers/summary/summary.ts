import type { KnownEntity } from "../../house/known-house.ts";
import { domainOf } from "../../meaning/kinds.ts";
import { isNumeric } from "../../meaning/nature.ts";
import { sureness } from "../amounts.ts";
import type { Asked, Outcome } from "../asked.ts";
import { MOST_CITATIONS } from "../cited.ts";
import { unrecorded } from "../unrecorded.ts";
import { type Folded, folded } from "./folded.ts";
import { type Happened, happenings, notes } from "./happenings.ts";
import { spansIn } from "./spans.ts";
import { isCause } from "./weights.ts";

/** What one can listen to. */
const MOST_TOLD = 8;
const MOST_LETTERS = 450;
const BACKGROUND = ["sun", "update", "weather", "zone", "device_tracker"];

/** What happened: what matters most first, else by time; what came again is told once. */
export async function summary(asked: Asked, known: readonly KnownEntity[]): Promise<Outcome> {
  const isAboutHome = asked.entities.length === 0;
  const things = isAboutHome ? known.filter(isWorthTelling) : asked.entities;
  const byKey = new Map(known.map((entity) => [entity.key, entity]));
  const idOf = (key: number) => byKey.get(key)?.entity_id ?? null;
  const all: Happened[] = [];
  for (const window of asked.windows) {
    const entities = things.filter((entity) => !isNumeric(entity)).map(({ key }) => key);
    const told = entities.length > 0 ? await happenings(asked, { entities, idOf, window }) : [];
    all.push(...told.filter(({ kind }) => !isAboutHome || !isCause(kind)));
    if (isAboutHome) all.push(...(await notes(asked, window)));
    all.push(...(await spansIn(asked, { entities: isAboutHome ? known : things, isAboutHome, window })));
  }
  const nothing = all.length === 0 ? unrecorded(asked) : undefined;
  if (nothing) return nothing;
  const found = [
    ...gapsOf(asked),
    ...folded(
      all.sort((one, other) => one.at - other.at),
      byKey,
    ),
  ];
  const { told, more } = heard(asked, found);
  const text = asked.language.says.summary({ ...asked, told, more });
  const citations = told.slice(0, MOST_CITATIONS).flatMap(({ last }) => last?.citation ?? []);
  const [first, second] = told;
  const few = [first, second].filter((one) => one !== undefined);
  const brief = asked.language.says.summary({ ...asked, told: few, more: more + told.length - few.length });
  return { text, brief, result: { kind: "text", value: text }, citations, confidence: sureness(asked) };
}

const isWorthTelling = (entity: KnownEntity): boolean =>
  !entity.is_hidden && !isNumeric(entity) && entity.category === null && !BACKGROUND.includes(domainOf(entity));

/** What was not recorded is said where it matters what was. */
function gapsOf(asked: Asked): Folded[] {
  const gaps = new Map(asked.read.flatMap(({ gaps }) => gaps).map((gap) => [gap.from, gap]));
  return [...gaps.values()].slice(0, 2).map((gap) => ({
    text: asked.language.says.gap({ ...asked, gap }).replace(/\.$/, ""),
    ...{ count: 1, from: undefined, to: undefined, weight: 0, last: undefined },
  }));
}

/** As much as one can listen to, the most important of it, and how much is left out. */
function heard(asked: Asked, all: readonly Folded[]): { told: Folded[]; more: number } {
  const told: Folded[] = [];
  let letters = 0;
  for (const one of [...all].sort((one, other) => one.weight - other.weight || lastOf(other) - lastOf(one))) {
    letters += asked.language.says.summary({ ...asked, told: [one], more: 0 }).length;
    if (told.length > 0 && (told.length >= MOST_TOLD || letters > MOST_LETTERS)) break;
    told.push(one);
  }
  const ordered = told.sort((one, other) => one.weight - other.weight || firstOf(one) - firstOf(other));
  return { told: ordered, more: all.length - told.length };
}

const firstOf = ({ from, to }: Folded): number => from ?? to ?? 0;
const lastOf = ({ from, to }: Folded): number => to ?? from ?? 0;
