import { fromMicroseconds } from "#server/instant.ts";
import type { KnownEntity } from "../house/known-house.ts";
import { widening } from "../past/past.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { causesOf } from "./causes.ts";
import { cited } from "./cited.ts";
import { spellsOf, type Told } from "./spells-of.ts";

/** How many happenings are looked at for who did them; each has a chain of causes to be read. */
const MOST_EXPLAINED = 40;

/** "when did Anna unlock the door": of what happened, what she did. That she did not is never told: not every doer is known. */
export async function deedOf(asked: Asked, by: KnownEntity): Promise<Outcome> {
  const { understood, language } = asked;
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

async function deed(asked: Asked, by: KnownEntity, isBackwards: boolean): Promise<Told | undefined> {
  let explained = 0;
  const windows = isBackwards ? [...asked.windows].reverse() : asked.windows;
  for (const window of windows)
    for (const part of widening(window, isBackwards)) {
      const told = await spellsOf(asked, asked.entities, asked.understood, part);
      const begun = told.filter(({ spell }) => !spell.isCarried);
      for (const one of isBackwards ? begun.reverse() : begun) {
        if (explained++ >= MOST_EXPLAINED) return undefined;
        if (await isBy(asked, one, by)) return one;
      }
    }
  return undefined;
}

async function isBy(asked: Asked, told: Told, { name }: KnownEntity): Promise<boolean> {
  const explained = await causesOf(asked, told);
  return explained?.causes.some(({ kind, person }) => kind === "person" && isSame(person, name)) ?? false;
}

const isSame = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
