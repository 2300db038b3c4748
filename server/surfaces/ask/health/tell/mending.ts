import { attemptsOf } from "#server/actions/healing/attempt-queries.ts";
import { canMendIn } from "#server/actions/healing/can-mend.ts";
import { stopOf } from "#server/actions/healing/queries.ts";
import { titleOf } from "#server/actions/healing/words.ts";
import { toMicroseconds } from "#server/instant.ts";
import { notKnown, type Outcome } from "../../answers/asked.ts";
import type { HealthAsked } from "../asked/read-asked.ts";
import { type AskedOfHealth, cited, found, MOST_TOLD, some, subjectOf } from "../found.ts";
import { listedOf } from "./devices.ts";

const MOST = 200;
const WEEK = 7 * 86_400_000_000; // microseconds

/** What was mended in a span, of the last week where none is said; and how much was tried in vain. */
export async function mended({ when }: HealthAsked, asked: AskedOfHealth): Promise<Outcome> {
  const { tx, home, now, law } = asked;
  const { told, code } = wordsOf(asked);
  if (law.asker === "speaker" || law.asker === "nobody") return notKnown(told.mendedUntold);
  const [from, to] = when
    ? [when.from.epochMilliseconds * 1000, when.to.epochMilliseconds * 1000]
    : [now - WEEK, now + 1];
  const isThen = (at: string) => toMicroseconds(at) >= from && toMicroseconds(at) < to;
  const tried = (await attemptsOf(tx, home, { limit: MOST })).filter(({ intent_at }) => isThen(intent_at));
  const helped = tried.filter(({ verdict, undone_at }) => verdict === "fixed" && undone_at === null);
  const names = helped.map(({ remedy, name }) => `${titleOf(remedy, code)}: ${name}`);
  const inVain = tried.filter(({ verdict }) => verdict !== null).length - helped.length;
  const citations = helped.slice(0, MOST_TOLD).map(({ intent_at, subject, subject_kind }, i) => ({
    at: intent_at,
    entity_id: subject_kind === "entity" || subject_kind === "automation" ? subject : null,
    text: names[i] ?? "",
  }));
  const list = listedOf([...new Set(helped.map(({ name }) => name))], told.mended({ ...some(names), inVain }));
  return { ...list, citations };
}

/** What is wrong now and might be mended with somebody's yes. */
export async function canMend(asked: AskedOfHealth): Promise<Outcome> {
  const { tx, home } = asked;
  const { told } = wordsOf(asked);
  if (await stopOf(tx, home)) return listedOf([], told.mendingStopped);
  const isMendable = await canMendIn(tx, home);
  const rows = (await found(asked, { states: ["open"], causes: false })).filter(({ row }) =>
    isMendable({ check: row.check_name, subject: { kind: row.subject_kind, id: row.subject } }),
  );
  const names = rows.map(({ title, name }) => `${title}: ${name}`);
  const text = rows.length > 0 ? told.canMend(some(names)) : told.nothingToMend;
  return { ...listedOf(rows.map(subjectOf), text), citations: rows.slice(0, MOST_TOLD).map(cited) };
}

const wordsOf = ({ language }: AskedOfHealth) =>
  ({ told: language.health.told, code: language.code === "de" ? "de" : "en" }) as const;
