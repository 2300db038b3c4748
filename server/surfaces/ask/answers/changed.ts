import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type ChangeRow, itemsNamed, type Listing, listChanges, looksOf } from "#server/store/changes/queries.ts";
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
  const { kinds = [], words = [] } = asked.understood.configuration ?? {};
  const looks = (await looksOf(tx, home)).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  const [first] = looks.flatMap(({ first_at }) => first_at ?? []).sort();
  if (first === undefined) return notKnown(language.configuration.unread);
  const since = toMicroseconds(first);
  const about = await aboutOf(asked);
  if (!about) return notKnown(language.says.unknown(words));
  if ((windows.at(-1)?.to ?? now) <= since) return notKnown(language.configuration.before({ ...asked, at: since }));
  return answerOf(asked, await rowsOf(asked, about), since);
}

async function rowsOf({ tx, home, windows, understood }: Asked, about: Pick<Listing, "about">): Promise<ChangeRow[]> {
  const { kinds = [], isUpdate = false } = understood.configuration ?? {};
  const rows: ChangeRow[] = [];
  for (const { from, to } of windows.toReversed()) {
    const span = { from: fromMicroseconds(from), to: fromMicroseconds(Math.max(to, from + 1)) };
    const meant = kinds.length > 0 ? { ...about, kinds } : about;
    rows.push(...(await listChanges(tx, home, { ...span, ...meant, limit: MOST_READ })));
  }
  const isFirmware = ({ gist }: ChangeRow) => gist.differences.some(({ path }) => path === "sw_version");
  return isUpdate ? rows.filter((row) => row.kind !== "device" || isFirmware(row)) : rows;
}

function answerOf(asked: Asked, rows: readonly ChangeRow[], since: number): Outcome {
  const words = asked.language.configuration;
  const { asks = "which" } = asked.understood.configuration ?? {};
  const told = rows.map((row) => toldOf(asked, row));
  const citations = rows
    .slice(0, MOST_CITATIONS)
    .map(({ at, entity_id }, index) => ({ at, entity_id, text: told[index]?.sentence ?? "" }));
  const answer = (text: string, result: Result, confidence = SURE): Outcome => ({
    text,
    result,
    citations,
    confidence,
  });
  if (asks === "count") {
    const count = rows.length;
    return answer(words.count({ ...asked, count }), { kind: "count", value: count });
  }
  const [newest, newestTold] = [rows[0], told[0]];
  if (!newest || !newestTold) return nothing(asked, since);
  if (asks === "when")
    return answer(`${newestTold.text}.`, { kind: "instant", value: newest.at }, newest.since === null ? SURE : VAGUE);
  if (asks === "who") return answerWho(asked, newest, newestTold, answer);
  const list = told.slice(0, MOST_TOLD).map(({ text }) => text);
  const more = rows.length - list.length;
  const text = `${list.join("; ")}${more > 0 ? `; ${words.more(more)}` : ""}.`;
  return answer(text, asks === "whether" ? { kind: "boolean", value: true } : { kind: "text", value: text });
}

function nothing(asked: Asked, since: number): Outcome {
  const words = asked.language.configuration;
  const { asks } = asked.understood.configuration ?? {};
  if (asks === "when" || asks === "who") return notKnown(words.unchanged({ ...asked, since }));
  const text = words.nothing(asked);
  const result: Result = asks === "whether" ? { kind: "boolean", value: false } : { kind: "text", value: text };
  return { text, result, citations: [], confidence: SURE };
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
