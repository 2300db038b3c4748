import { fromMicroseconds } from "#server/instant.ts";
import type { CauseShown } from "#server/store/memory/explain/contract.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { partsOf } from "../past/past.ts";
import { sureness, within } from "./amounts.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { causesOf } from "./causes.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";
import { spellsOf, type Told } from "./spells-of.ts";

/** How many happenings are looked at for who did them; each has a chain of causes to be read. */
const MOST_EXPLAINED = 40;
const MOST_TOLD = 5;

/** "when did Anna unlock the door": of what happened, what she did. That she did not is never told: not every doer is known. */
export async function deedOf(asked: Asked, by: KnownEntity): Promise<Outcome> {
  const { understood, language } = asked;
  if (understood.intent === "count" || understood.intent === "list") return allDeedsOf(asked, by);
  const isFirst = understood.intent === "first";
  if (!isFirst && understood.intent !== "last" && understood.intent !== "boolean")
    return notKnown(language.says.notUnderstood, 0.5);
  const found = await deed(asked, by, !isFirst);
  if (!found) return notKnown(language.says.noDeed({ ...asked, by }));
  const at = found.spell.from;
  return {
    text: language.says.deed({ ...asked, told: found, at, by }),
    result:
      understood.intent === "boolean"
        ? { kind: "boolean", value: true }
        : { kind: "instant", value: fromMicroseconds(at) },
    citations: [cited(asked, found.entity, at, found.spell.state)],
    confidence: SURE,
  };
}

/** All that one person did: counted only where of each time it is known who it was. */
async function allDeedsOf(asked: Asked, by: KnownEntity): Promise<Outcome> {
  const { understood, language } = asked;
  const begun = (await within(asked)).filter(({ spell }) => !spell.isCarried);
  if (begun.length > MOST_EXPLAINED) return notKnown(language.says.notUnderstood, 0.5);
  const theirs: Told[] = [];
  for (const told of begun) {
    const doers = await doersOf(asked, told);
    if (understood.intent === "count" && doers.length === 0)
      return notKnown(language.says.nobodyKnown({ ...asked, told, at: told.spell.from }));
    if (doers.some(({ person }) => isSame(person, by.name))) theirs.push(told);
  }
  if (theirs.length === 0) return notKnown(language.says.noDeed({ ...asked, by }));
  const did = theirs.map((told) => language.says.deed({ ...asked, told, at: told.spell.from, by }));
  const listed = [...new Set(theirs.map(({ entity }) => entity.entity_id))];
  return {
    text: did.slice(-MOST_TOLD).join(" "),
    result: understood.intent === "count" ? { kind: "count", value: theirs.length } : { kind: "list", value: listed },
    citations: theirs.slice(-MOST_CITATIONS).map(({ entity, spell }) => cited(asked, entity, spell.from, spell.state)),
    confidence: sureness(asked),
  };
}

async function deed(asked: Asked, by: KnownEntity, isBackwards: boolean): Promise<Told | undefined> {
  let explained = 0;
  for (const part of partsOf(asked.windows, isBackwards)) {
    const told = await spellsOf(asked, asked.entities, asked.understood, part);
    const begun = told.filter(({ spell }) => !spell.isCarried);
    for (const one of isBackwards ? begun.reverse() : begun) {
      if (explained++ >= MOST_EXPLAINED) return undefined;
      if ((await doersOf(asked, one)).some(({ person }) => isSame(person, by.name))) return one;
    }
  }
  return undefined;
}

/** Whoever or whatever did it, where that is known. */
async function doersOf(asked: Asked, told: Told) {
  const explained = await causesOf(asked, told);
  return explained?.causes.filter(({ kind }) => DOERS.includes(kind)) ?? [];
}

const DOERS: readonly CauseShown["kind"][] = ["person", "automation", "script", "scene"];

const isSame = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
