import { Temporal } from "temporal-polyfill";
import type { Queries } from "#db/database.ts";
import { shownFinding } from "#server/analysis/diagnostics/shown.ts";
import { costingNow, devicesOf, looksAt } from "#server/analysis/health/queries.ts";
import { LEAST_DEVICES } from "#server/analysis/health/read-score.ts";
import { scoreOf } from "#server/analysis/health/score-of.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { type FindingState, findingStates } from "#server/store/ledger/findings/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import { notKnown, type Outcome, SURE } from "../answers/asked.ts";
import type { Language } from "../language/language.ts";
import { batteriesEnding, batteryCount, type EndingRow, stoodBetween } from "./queries.ts";
import type { HealthQuestion } from "./read-health.ts";

const MOST_TOLD = 5;

/** A home at a moment, `now` in microseconds, and the language in which it is told of. */
export interface AskedOfHealth {
  readonly tx: Queries;
  readonly home: number;
  readonly now: number;
  readonly timeZone: string;
  readonly isTwelve: boolean;
  readonly language: Language;
}

/** The answer to a question after the home's health, as its asker may know it; where nothing is learned yet it says so. */
export function answerHealth(question: HealthQuestion, asked: AskedOfHealth): Promise<Outcome> {
  if (question.kind === "batteries") return batteriesBy(question.by, asked);
  if (question.kind === "low") return lowNow(asked);
  if (question.kind === "score") return scoreNow(asked);
  return question.kind === "next" ? nextToFail(asked) : wrongThen(question, asked);
}

type By = Extract<HealthQuestion, { kind: "batteries" }>["by"];

async function batteriesBy({ from, to }: By, asked: AskedOfHealth): Promise<Outcome> {
  const { tx, home, language } = asked;
  const said = await batteriesEnding(tx, home);
  const low = await found(asked, { checks: ["battery-low"], states: ["open"] });
  if (said.length + low.length === 0) return notKnown(language.health.noForecasts);
  const isLow = new Set(low.map(({ entity_id }) => entity_id));
  const isPast = Temporal.PlainDate.compare(from, todayOf(asked)) <= 0;
  const ending = said.filter(
    ({ entity_id, expected_on }) =>
      !isLow.has(entity_id) && expected_on <= to.toString() && (isPast || expected_on >= from.toString()),
  );
  const text = language.health.batteriesSay({
    ...asked,
    low: low.map(({ name }) => name),
    ending: ending.slice(0, MOST_TOLD).map((row) => endingOf(row, asked)),
    unknown: Math.max(0, (await batteryCount(tx, home)) - said.length),
  });
  const ids = [...low.map(({ entity_id, name }) => entity_id ?? name), ...ending.map(({ entity_id }) => entity_id)];
  return { text, result: { kind: "list", value: ids }, citations: [], confidence: SURE };
}

async function lowNow(asked: AskedOfHealth): Promise<Outcome> {
  const { tx, home, language } = asked;
  if (!(await looksAt(tx, home))?.last) return notKnown(language.health.notLooked);
  const low = await found(asked, { checks: ["battery-low"], states: ["open"] });
  return {
    text: language.health.lowSay(low.map(({ name }) => name)),
    result: { kind: "list", value: low.map(({ entity_id, name }) => entity_id ?? name) },
    citations: low.map(cited),
    confidence: SURE,
  };
}

async function scoreNow(asked: AskedOfHealth): Promise<Outcome> {
  const { tx, home, now, language } = asked;
  if (!(await looksAt(tx, home))?.last) return notKnown(language.health.notLooked);
  const devices = Math.max(LEAST_DEVICES, (await devicesOf(tx, home)).length);
  const { score, lost } = scoreOf(await costingNow(tx, home, { now: fromMicroseconds(now) }), devices);
  const first = lost.slice(0, MOST_TOLD);
  const rows = new Map(
    (await found(asked, { findings: first.map(({ finding }) => finding) })).map((it) => [it.id, it]),
  );
  const told = first.flatMap(({ finding, points }) => {
    const it = rows.get(finding);
    return it ? [{ ...it, points }] : [];
  });
  return {
    text: language.health.scoreSay({ score, lost: told }),
    result: { kind: "number", value: score },
    citations: told.map(cited),
    confidence: SURE,
  };
}

async function nextToFail(asked: AskedOfHealth): Promise<Outcome> {
  const { tx, home, language } = asked;
  const [first] = (await batteriesEnding(tx, home)).filter(({ latest_on }) => latest_on >= todayOf(asked).toString());
  const failing = (await found(asked, { checks: ["device-failing"], states: ["open"] })).slice(0, MOST_TOLD);
  const names = [...failing.map(({ name }) => name), ...(first ? [first.entity_id] : [])];
  if (names.length === 0) return notKnown(language.health.noneForetold);
  const battery = first ? [language.health.nextSay({ ...asked, ending: endingOf(first, asked) })] : [];
  return {
    text: [...failing.map(({ sentence }) => `${sentence}.`), ...battery].join(" "),
    result: names.length === 1 ? { kind: "text", value: names[0] ?? "" } : { kind: "list", value: names },
    citations: failing.map(cited),
    confidence: SURE,
  };
}

type Then = Extract<HealthQuestion, { kind: "past" }>;

async function wrongThen({ from, to }: Then, asked: AskedOfHealth): Promise<Outcome> {
  const { tx, home, language } = asked;
  const first = (await looksAt(tx, home))?.first;
  if (!first) return notKnown(language.health.notLooked);
  const [since, begin] = [toMicroseconds(first), from.epochMilliseconds * 1000];
  if (to.epochMilliseconds * 1000 <= since) return notKnown(language.health.notKnownBefore({ ...asked, since }));
  const span = { from: fromMicroseconds(begin), to: fromMicroseconds(to.epochMilliseconds * 1000) };
  const ids = (await stoodBetween(tx, home, span)).map(({ id }) => id);
  const rows = new Map((await found(asked, { findings: ids })).map((it) => [it.id, it]));
  const wrong = ids.flatMap((id) => rows.get(id) ?? []);
  const told = wrong.slice(0, MOST_TOLD);
  const isPart = since > begin ? since : undefined;
  return {
    text: language.health.pastSay({ ...asked, wrong: told, more: wrong.length - told.length, since: isPart }),
    result: { kind: "list", value: wrong.map(({ entity_id, name }) => entity_id ?? name) },
    citations: told.map(cited),
    confidence: SURE,
  };
}

type Wanted = { findings?: readonly number[]; checks?: readonly string[]; states?: readonly FindingState[] };

async function found({ tx, home, now, language }: AskedOfHealth, { states = findingStates, ...wanted }: Wanted) {
  const rows = await listFindings(tx, { ...wanted, home, now: fromMicroseconds(now), states, limit: 200 });
  return rows.map((row) => {
    const { title, sentence, subject } = shownFinding(row, now / 1000, language.code === "de" ? "de" : "en");
    const to = row.closed_at === null ? undefined : toMicroseconds(row.closed_at);
    const from = toMicroseconds(row.since);
    return {
      id: row.finding,
      title,
      sentence,
      name: subject.name,
      entity_id: row.entity_id,
      from,
      to,
      at: row.opened_at,
    };
  });
}

type Cited = { at: string; entity_id: string | null; title: string; name: string };
const cited = ({ at, entity_id, title, name }: Cited) => ({ at, entity_id, text: `${title}: ${name}` });

const todayOf = ({ now, timeZone }: AskedOfHealth): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(now / 1000))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();

function endingOf({ name, expected_on, earliest_on, latest_on }: EndingRow, { timeZone }: AskedOfHealth) {
  const noon = (day: string) =>
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone, plainTime: "12:00" }).epochMilliseconds * 1000;
  return { name, expected: noon(expected_on), earliest: noon(earliest_on), latest: noon(latest_on) };
}
