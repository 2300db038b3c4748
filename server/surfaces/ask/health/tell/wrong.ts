import { looksAt } from "#server/analysis/health/queries.ts";
import { toMicroseconds } from "#server/instant.ts";
import { notKnown, type Outcome, SURE } from "../../answers/asked.ts";
import type { Target } from "../asked/target.ts";
import { type AskedOfHealth, cited, type Found, found, MOST_TOLD, subjectOf } from "../found.ts";
import { worst } from "./worst.ts";

const DAY_US = 86_400e6;
const SENTENCES = 2;

/** Whether somebody has looked at the home within a day, so that no finding means that nothing was found. */
export async function isLookedAt({ tx, home, now }: AskedOfHealth): Promise<boolean> {
  const last = (await looksAt(tx, home))?.last;
  return last !== null && last !== undefined && now - toMicroseconds(last) < DAY_US;
}

/** What is open, of all or of what is named; effects only where they are of what is named. */
async function openOf(target: Target, asked: AskedOfHealth): Promise<Found[]> {
  if (target.kind === "thing") {
    const { device_id, entities } = target.thing;
    const about = entities.map(({ key }) => key);
    const ids = new Set(entities.map(({ entity_id }) => entity_id));
    const mentioned = await found(asked, { states: ["open"], about });
    const all = await found(asked, { states: ["open"] });
    const own = all.filter(({ row, entity_id }) => row.subject === device_id || ids.has(entity_id ?? ""));
    const isKnown = new Set(own.map(({ id }) => id));
    return [...own, ...mentioned.filter(({ id }) => !isKnown.has(id))];
  }
  if (target.kind !== "place") return found(asked, { states: ["open"], causes: false });
  const names = new Set(
    asked.house.places.filter(({ kind, id }) => kind === "area" && target.areas.includes(id)).map(({ name }) => name),
  );
  const all = await found(asked, { states: ["open"] });
  return all.filter(({ row, name }) => names.has(row.area ?? "") || (row.subject_kind === "area" && names.has(name)));
}

/** What is wrong now with what is named, or with all. */
export async function wrong(target: Target, asked: AskedOfHealth): Promise<Outcome> {
  const { health } = asked.language;
  if (!(await isLookedAt(asked))) return notKnown(health.notLooked);
  const open = await openOf(target, asked);
  const told = open.slice(0, SENTENCES).map(({ sentence }) => `${sentence}.`);
  const rest = open.length - told.length;
  return {
    text:
      open.length === 0
        ? health.told.nothingWrong(nameOf(target))
        : [...told, ...(rest > 0 ? [health.told.more(rest)] : [])].join(" "),
    result: { kind: "list", value: open.map(subjectOf) },
    citations: open.slice(0, MOST_TOLD).map(cited),
    confidence: SURE,
  };
}

/** Its name as it is written. */
export const nameOf = (target: Target): string | undefined =>
  target.kind === "thing" ? target.thing.name : target.kind === "place" ? target.name : undefined;

export async function allRight(target: Target, asked: AskedOfHealth): Promise<Outcome> {
  const { health } = asked.language;
  if (!(await isLookedAt(asked))) return notKnown(health.notLooked);
  const open = (await openOf(target, asked)).filter(({ row }) => row.severity !== "info");
  const [first] = open;
  return {
    text: first
      ? health.told.notAllRight({ count: open.length, first: first.sentence })
      : health.told.nothingWrong(nameOf(target)),
    result: { kind: "boolean", value: first === undefined },
    citations: open.slice(0, MOST_TOLD).map(cited),
    confidence: SURE,
  };
}

/** The worst, with what to do about it. */
export async function firstThing(asked: AskedOfHealth): Promise<Outcome> {
  const { health } = asked.language;
  if (!(await isLookedAt(asked))) return notKnown(health.notLooked);
  const [first] = await openOf({ kind: "home" }, asked);
  return worst(first, ({ sentence, advice }) => `${sentence}. ${advice}.`, asked.language);
}
