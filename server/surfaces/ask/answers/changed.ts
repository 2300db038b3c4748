import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import type { ChangeRow } from "#server/store/changes/queries.ts";
import { itemsNamed, listChanges, looksOf } from "#server/store/changes/queries.ts";
import { summaryOf } from "#server/store/changes/summary.ts";
import type { Result } from "../contract.ts";
import { stemmed } from "../words/stem.ts";
import { wordsOf } from "../words/tokens.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { MOST_CITATIONS } from "./cited.ts";

const MOST_TOLD = 5;
const MOST_READ = 200;
/** Only the bounds are known. */
const VAGUE = 0.6;

/** What was changed of the configuration, by whom, when, and how often. */
export async function whatChanged(asked: Asked): Promise<Outcome> {
  const { tx, home, language, windows, now } = asked;
  const words = language.configuration;
  const { kinds = [], asks = "which" } = asked.understood.configuration ?? {};
  const looks = (await looksOf(tx, home)).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  const [first] = looks.flatMap(({ first_at }) => first_at ?? []).sort();
  if (first === undefined) return notKnown(words.unread);
  const since = toMicroseconds(first);
  const about = await aboutOf(asked);
  if (!about) return notKnown(language.says.unknown(asked.understood.configuration?.words ?? []));
  if ((windows.at(-1)?.to ?? now) <= since) return notKnown(words.before({ ...asked, at: since }));
  const rows: ChangeRow[] = [];
  for (const { from, to } of windows.toReversed()) {
    const span = { from: fromMicroseconds(from), to: fromMicroseconds(Math.max(to, from + 1)) };
    rows.push(
      ...(await listChanges(tx, home, { ...span, ...about, ...(kinds.length > 0 ? { kinds } : {}), limit: MOST_READ })),
    );
  }
  const told = rows.map((row) => toldOf(asked, row));
  const citations = rows.slice(0, MOST_CITATIONS).map((row, index) => ({
    at: row.at,
    entity_id: row.entity_id,
    text: told[index]?.sentence ?? "",
  }));
  const answer = (text: string, result: Result, confidence = SURE): Outcome => ({
    text,
    result,
    citations,
    confidence,
  });
  if (asks === "count")
    return answer(words.count({ ...asked, count: rows.length }), { kind: "count", value: rows.length });
  const [newest, newestTold] = [rows[0], told[0]];
  if (!newest || !newestTold) {
    const isPointed = asks === "when" || asks === "who";
    const nothing = isPointed ? words.unchanged({ ...asked, since }) : words.nothing(asked);
    if (isPointed) return notKnown(nothing);
    return answer(nothing, asks === "whether" ? { kind: "boolean", value: false } : { kind: "text", value: nothing });
  }
  const confidence = newest.since === null ? SURE : VAGUE;
  if (asks === "when") return answer(`${newestTold.text}.`, { kind: "instant", value: newest.at }, confidence);
  if (asks === "who") return answerWho(asked, newest, newestTold, answer);
  const list = told.slice(0, MOST_TOLD).map(({ text }) => text);
  const more = rows.length - list.length;
  const text = `${list.join("; ")}${more > 0 ? `; ${words.more(more)}` : ""}.`;
  return answer(text, asks === "whether" ? { kind: "boolean", value: true } : { kind: "text", value: text });
}

function answerWho(
  { language }: Asked,
  { who }: ChangeRow,
  { text }: Told,
  answer: (text: string, result: Result) => Outcome,
): Outcome {
  if (who === null) return answer(language.configuration.nobody(text), { kind: "none", value: null });
  return answer(`${text}.`, { kind: "text", value: who });
}

type Told = { sentence: string; text: string };

function toldOf(asked: Asked, row: ChangeRow): Told {
  const { configuration } = asked.language;
  const sentence = summaryOf(row, configuration.changes);
  const since = row.since === null ? undefined : toMicroseconds(row.since);
  return { sentence, text: configuration.told({ ...asked, text: sentence, at: toMicroseconds(row.at), since }) };
}

/** The things that are meant: by what they are called in their own registry, and the entities of that name. Undefined: there are none. */
async function aboutOf({ tx, home, language, understood, entities }: Asked) {
  const words = understood.configuration?.words ?? [];
  if (words.length === 0) return {};
  const { subject } = understood;
  const meant = subject.kind === "unclear" ? subject.options : entities;
  const stems = (name: string) => new Set(wordsOf(name).map((word) => stemmed(word, language.endings)));
  const items = (await itemsNamed(tx, home)).filter(({ name }) => {
    const own = stems(name);
    return words.every((word) => own.has(word));
  });
  const about = { items: items.map(({ id }) => id), entities: meant.map(({ entity_id }) => entity_id) };
  return about.items.length + about.entities.length > 0 ? { about } : undefined;
}
