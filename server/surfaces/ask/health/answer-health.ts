import { Temporal } from "temporal-polyfill";
import { costingNow, devicesOf, looksAt } from "#server/analysis/health/queries.ts";
import { LEAST_DEVICES } from "#server/analysis/health/read-score.ts";
import { scoreOf } from "#server/analysis/health/score-of.ts";
import { fromMicroseconds, toMicroseconds } from "#server/instant.ts";
import { notKnown, type Outcome, SURE } from "../answers/asked.ts";
import { type AskedOfHealth, cited, endingOf, found, MOST_TOLD, todayOf } from "./found.ts";
import { batteriesEnding, batteryCount, stoodBetween } from "./queries.ts";
import type { HealthQuestion } from "./read-health.ts";

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

export async function nextToFail(asked: AskedOfHealth): Promise<Outcome> {
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
