import { fromMicroseconds } from "#server/instant.ts";
import { type Between, partsOf, widening } from "../past/past.ts";
import type { Spell } from "../past/spells.ts";
import { leftOut, shared } from "../past/stretches.ts";
import { absent } from "./absent.ts";
import type { Asked, Outcome } from "./asked.ts";
import { SURE } from "./asked.ts";
import { cited } from "./cited.ts";
import { nthOf } from "./nth.ts";
import { spellsOf, type Told } from "./spells-of.ts";

/** The last or the first time that it began, or ended. */
export async function whenItWas(asked: Asked, order: "last" | "first"): Promise<Outcome> {
  const { understood, language } = asked;
  const isEnd = isOfEnd(understood);
  const { nth } = understood;
  const found =
    nth === undefined
      ? await search(asked, order, isEnd)
      : await nthOf(asked, nth, (part) => begunIn(asked, part, isEnd));
  if (!found) return absent(asked);
  const at = momentOf(found.spell, isEnd);
  const ago = (asked.now - at) / 1e6;
  const text = language.says.instant({
    ...asked,
    told: found,
    at,
    order: nth ?? order,
    isEnd,
    ago: understood.answers === "ago" ? ago : undefined,
  });
  const result =
    understood.answers === "ago"
      ? ({ kind: "duration", value: Math.round(ago) } as const)
      : ({ kind: "instant", value: fromMicroseconds(at) } as const);
  return { text, result, citations: [cited(asked, found.entity, at, found.spell.state)], confidence: SURE };
}

/** What is asked is when it ended; that something closed is a beginning. */
export const isOfEnd = ({ edge, predicate }: Asked["understood"]): boolean => edge === "end" && predicate !== "closed";
export const momentOf = (spell: Spell, isEnd: boolean): number => (isEnd ? spell.to : spell.from);

/** Nearest first; a spell whose beginning lies outside is looked for further on. */
async function search(asked: Asked, order: "last" | "first", isEnd: boolean): Promise<Told | undefined> {
  const isBackwards = order === "last";
  for (const part of partsOf(asked.windows, isBackwards)) {
    const ordered = await begunIn(asked, part, isEnd);
    const found = isBackwards ? ordered.at(-1) : ordered[0];
    if (found) return found;
  }
  return undefined;
}

/** What began in the span, or ended in it, in its order. */
async function begunIn(asked: Asked, part: Between, isEnd: boolean): Promise<Told[]> {
  const told = together(asked, await spellsOf(asked, asked.entities, asked.understood, part), part);
  const begun = told.filter(({ spell }) => (isEnd ? !spell.isOngoing && spell.to < part.to : !spell.isCarried));
  return isEnd ? begun.sort((one, other) => one.spell.to - other.spell.to) : begun;
}

/** "when did everybody leave", "when was nobody in": when the last of them, or all of them together, were so. */
function together({ understood, entities }: Asked, told: readonly Told[], part: Between): Told[] {
  const { quantifier } = understood;
  if (entities.length < 2 || (quantifier !== "all" && quantifier !== "none")) return [...told];
  const spans =
    quantifier === "none"
      ? leftOut(
          told.map(({ spell }) => spell),
          part,
        )
      : shared(
          entities.map((entity) => told.filter((one) => one.entity === entity).map(({ spell }) => spell)),
          part,
        );
  return spans.flatMap(({ from, to }) => {
    const cause = told.find(({ spell }) => spell.from === from || spell.to === from) ?? told[0];
    if (!cause) return [];
    const spell = { ...cause.spell, from, to, isCarried: from === part.from, isOngoing: to === part.to };
    return [{ entity: cause.entity, spell }];
  });
}

/** How long it has been so until now. */
export async function sinceWhen(asked: Asked): Promise<Outcome> {
  const { understood, language, now } = asked;
  const [entity] = asked.entities;
  for (const part of widening({ from: asked.since, to: now }, true)) {
    const told = (await spellsOf(asked, asked.entities, understood, { from: part.from, to: now })).filter(
      ({ spell }) => spell.isOngoing,
    );
    const found = told.at(-1);
    if (!found)
      return {
        text: language.says.notSo(asked),
        result: { kind: "none", value: null },
        citations: [],
        confidence: SURE,
      };
    if (found.spell.isCarried && part.from > asked.since) continue;
    const seconds = (now - found.spell.from) / 1e6;
    const text = language.says.since({ ...asked, told: found, at: found.spell.from, seconds });
    return {
      text,
      result: { kind: "duration", value: Math.round(seconds) },
      citations: [cited(asked, found.entity, found.spell.from, found.spell.state)],
      confidence: SURE,
    };
  }
  return absent({ ...asked, entities: entity ? [entity] : [] });
}
