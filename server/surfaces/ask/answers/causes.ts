import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import type { CauseShown } from "#server/store/memory/explain/contract.ts";
import { explained } from "#server/store/memory/explain/explain.ts";
import type { KnownEntity } from "../house/known-house.ts";
import type { NamedCause } from "../language/says.ts";
import { partsOf, widening } from "../past/past.ts";
import { absent } from "./absent.ts";
import { type Asked, notKnown, type Outcome } from "./asked.ts";
import { spellsOf, type Told } from "./spells-of.ts";

/** Why it happened the last time. */
export async function why(asked: Asked, known: readonly KnownEntity[]): Promise<Outcome> {
  const told = await lastOf(asked);
  if (!told) return absent(asked);
  const causes = await causesOf(asked, told);
  if (!causes) return absent(asked);
  const { event } = causes;
  const sentence = saidOf(asked, told, { causes, known });
  const isKnown = causes.causes.length > 0;
  const [guess] = causes.guesses;
  return {
    text: guess ? `${sentence} ${asked.language.says.usually(guess)}` : sentence,
    result: isKnown ? { kind: "text", value: sentence } : { kind: "none", value: null },
    citations: [
      {
        at: event.at,
        entity_id: event.entity_id,
        text: asked.language.says.happened(told.entity, told.spell.state),
        event: event.event,
      },
      ...causes.causes.flatMap(({ at, entity_id, sentence: text, event: cause }) =>
        at ? [{ at, entity_id: entity_id ?? null, text, ...(cause ? { event: cause } : {}) }] : [],
      ),
    ],
    confidence: !guess && causes.causes.every(({ certainty }) => certainty === "certain") ? 0.95 : 0.6,
  };
}

/** Who did it: the person behind it, where Home Assistant knows one. */
export async function whoDid(asked: Asked, known: readonly KnownEntity[]): Promise<Outcome> {
  const told = await lastOf(asked);
  if (!told) return absent(asked);
  const causes = await causesOf(asked, told);
  const person = causes?.causes.find(({ kind, person: name }) => kind === "person" && name);
  const root = person ?? causes?.causes.at(-1);
  if (!causes || !root || NOBODY.includes(root.kind))
    return notKnown(asked.language.says.nobodyKnown({ ...asked, told, at: told.spell.from }));
  const text = saidOf(asked, told, { causes, known });
  return {
    text,
    result: { kind: "text", value: person?.person ?? asked.language.says.cause(named(root, known)) },
    citations: [{ at: causes.event.at, entity_id: causes.event.entity_id, text, event: causes.event.event }],
    confidence: root.certainty === "certain" ? 0.95 : 0.6,
  };
}

/** They name nobody: by which integration a change was reported is not who did it. */
const NOBODY: readonly CauseShown["kind"][] = ["integration", "unknown"];

type Explained = { causes: Awaited<ReturnType<typeof explained>>; known: readonly KnownEntity[] };

function saidOf(asked: Asked, told: Told, { causes: { event, causes, sentence }, known }: Explained): string {
  const all = causes.map((cause) => named(cause, known));
  return asked.language.says.because({ ...asked, told, at: toMicroseconds(event.at), causes: all, sentence });
}

/** By the name of its entity, or the name that its sentence quotes. */
const named = (cause: CauseShown, known: readonly KnownEntity[]): NamedCause => ({
  ...cause,
  name:
    cause.person ??
    known.find(({ entity_id }) => entity_id === cause.entity_id)?.name ??
    /“([^”]+)”/.exec(cause.sentence)?.[1] ??
    "",
});

async function lastOf(asked: Asked): Promise<Told | undefined> {
  const { understood } = asked;
  for (const part of partsOf(asked.windows, true)) {
    const told = await spellsOf(asked, asked.entities, understood, part);
    const begun = told.filter(({ spell }) => !spell.isCarried);
    const found = understood.edge === "end" ? begun.findLast(({ spell }) => !spell.isOngoing) : begun.at(-1);
    if (found) return found;
  }
  return understood.edge === "end" ? undefined : begunBefore(asked);
}

/** "why was it on last night": it may have come on before the night. */
async function begunBefore(asked: Asked): Promise<Told | undefined> {
  const [window] = asked.windows;
  if (!window) return undefined;
  const carried = (await spellsOf(asked, asked.entities, asked.understood, window))[0];
  if (!carried?.spell.isCarried || asked.entities.length > 1) return undefined;
  for (const part of widening({ from: asked.since, to: window.from }, true)) {
    const found = (await spellsOf(asked, asked.entities, asked.understood, part)).at(-1);
    if (found && !found.spell.isCarried) return found;
  }
  return undefined;
}

export async function causesOf({ tx, home, understood }: Asked, { entity, spell }: Told) {
  const at = understood.edge === "end" ? spell.to : spell.from;
  try {
    return await explained(tx, home, { entity_id: entity.entity_id, at: fromMicroseconds(at) }, at / 1000);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
