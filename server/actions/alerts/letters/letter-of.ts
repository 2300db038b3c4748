import { batteriesNow } from "#server/analysis/batteries/list-batteries.ts";
import { predictionsPage } from "#server/analysis/diagnostics/failures/list-predictions.ts";
import { shownFinding, shownStep } from "#server/analysis/diagnostics/shown.ts";
import type { Call } from "#server/command.ts";
import { instantOf, toMicroseconds } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import { lawOf } from "#server/law.ts";
import { Refusal } from "#server/refusal.ts";
import { listSteps } from "#server/store/ledger/findings/act-queries.ts";
import { type FindingShown, findingStates } from "#server/store/ledger/findings/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import type { Letter } from "./contract.ts";
import { homeNamed, mendedFindings, missedForecasts, type Span, wasLookedAt, wrongAnswers } from "./queries.ts";
import { dayIn, linesOf } from "./told-lines.ts";
import { type Week, weekOf } from "./week-of.ts";
import { type Language, words } from "./words.ts";

const MOST = 500;
const COMING_DAYS = 30;
const FAILURES = 3;
const DAY_MS = 86_400_000;
const BATTERY_EMPTY = "battery-empty"; // as its predictions are kept
/** Told among what is to come. */
const OF_BATTERIES = ["battery-low", "battery-dying", "device-failing"];

type Asked = Pick<Call, "db" | "home" | "world" | "asker">;
type Wanted = { week?: string | undefined; language: Language };

/** A week of a home on one screen, as the asker may see it: all of it is read as that person. */
export async function letterOf(asked: Asked, { week: day, language }: Wanted): Promise<Letter> {
  const { db, home, world } = asked;
  const now = shownNow(world, home);
  const { named, week, parts } = await db.transaction(async (tx) => {
    const known = await homeNamed(tx, home);
    if (!known) throw new Refusal("unknown_home", `There is no home ${home} for you`, { status: 404 });
    const span = weekOf(home, day, { now, timeZone: known.time_zone });
    const its = { span, now, language };
    const rows = await listFindings(tx, { home, now: instantOf(now), states: findingStates, limit: MOST });
    const findings = rows.map((row) => shownFinding(row, now, language));
    const isKnown = await wasLookedAt(tx, span);
    const wrongs = await wrongLines(tx, asked, its);
    const mended = [...mendedLines(findings, await mendedFindings(tx, span), language), ...fixedLines(findings, its)];
    const { none, notLooked } = words[language];
    return {
      named: known,
      week: span,
      parts: {
        unusual: linesOf(unusualLines(findings, its), { none: isKnown ? none.unusual : notLooked, language }),
        mended: linesOf(mended, { none: none.mended, sums: goneLines(findings, its), language }),
        wrong: linesOf(wrongs, { none: none.wrong, language }),
        open: findings.filter(isOpen).length,
      },
    };
  });
  const coming = week.isNow ? await comingLines(asked, { now, language, open: parts.open }) : undefined;
  return laidOut({ ...parts, coming }, { name: named.name, timeZone: named.time_zone, week, language });
}

type Its = { span: Week; now: number; language: Language };

const within = (at: string | null, { from, to }: Span): boolean =>
  at !== null && toMicroseconds(at) >= toMicroseconds(from) && toMicroseconds(at) < toMicroseconds(to);
const isOpen = ({ state, cause, severity }: FindingShown): boolean =>
  state === "open" && cause === null && severity !== "info";
const called = ({ title, subject: { name, area } }: FindingShown): string =>
  `${title}: ${name}${area === null ? "" : ` (${area})`}`;

/** What was opened and is an effect of nothing; what somebody called no problem is told as that. */
const unusualLines = (findings: readonly FindingShown[], { span }: Its): string[] =>
  findings
    .filter((it) => within(it.opened_at, span) && it.cause === null && it.state !== "muted")
    .filter(({ closed_as, check }) => closed_as !== "not_a_problem" && !OF_BATTERIES.includes(check))
    .map((it) => `${called(it)}.`);

const mendedLines = (findings: readonly FindingShown[], ids: ReadonlySet<number>, language: Language): string[] =>
  findings.filter(({ finding }) => ids.has(finding)).map((it) => words[language].mended(called(it)));

const fixedLines = (findings: readonly FindingShown[], { span, language }: Its): string[] =>
  findings
    .filter((it) => within(it.closed_at, span) && it.closed_as === "fixed")
    .map((it) => words[language].fixed(called(it)));

function goneLines(findings: readonly FindingShown[], { span, language }: Its): string[] {
  const gone = findings.filter((it) => within(it.closed_at, span) && it.closed_as === "gone" && it.cause === null);
  return gone.length > 0 ? [words[language].over(gone.length)] : [];
}

type Tx = Parameters<typeof listSteps>[0];

/** Pushes beyond the budget there are none: whoever sends keeps to it. */
async function wrongLines(tx: Tx, { asker, home }: Asked, { span, language }: Its): Promise<string[]> {
  const { hidden } = await lawOf(tx, asker);
  const steps = (await listSteps(tx, { ...span, limit: MOST })).filter(({ what }) => what === "not_a_problem");
  const said = steps.map((row) => words[language].noProblem(shownStep(row, language).title));
  const missed = (await missedForecasts(tx, span, BATTERY_EMPTY)).filter(({ entity_id }) => !hidden.has(entity_id));
  const answers = await wrongAnswers(tx, { ...span, home });
  return [
    ...new Set(said),
    ...missed.map(({ name, expected_on, outcome_on }) =>
      words[language].missed(name, dayIn(expected_on, { language }), dayIn(outcome_on, { language })),
    ),
    ...(answers > 0 ? [words[language].wrongAnswers(answers)] : []),
  ];
}

type Coming = { now: number; language: Language; open: number };

async function comingLines(asked: Asked, { now, language, open }: Coming): Promise<string[]> {
  const { db, home, world, asker } = asked;
  const its = words[language];
  const batteries = await db.transaction(async (tx) =>
    batteriesNow(tx, { world, home, hidden: (await lawOf(tx, asker)).hidden }),
  );
  const until = instantOf(now + COMING_DAYS * DAY_MS).slice(0, 10);
  const due = batteries
    .filter(({ is_charged, is_low, expected_on }) => !is_charged && (is_low || (expected_on ?? "9") <= until))
    .sort((one, other) => ((one.expected_on ?? "") < (other.expected_on ?? "") ? -1 : 1))
    .map(({ name, is_low, expected_on }) =>
      is_low || expected_on === null ? its.batteryNow(name) : its.battery(name, dayIn(expected_on, { language })),
    );
  const { items } = await predictionsPage({ language, limit: FAILURES }, asked);
  const failing = items.map(({ name, reasons }) => its.failing(name, reasons[0] ?? ""));
  const sums = open > 0 ? [its.open(open)] : [];
  return linesOf([...failing, ...due], { none: its.none.coming, sums, language });
}

type Lines = { unusual: string[]; mended: string[]; wrong: string[]; coming: string[] | undefined };
type About = { name: string; timeZone: string; week: Week; language: Language };

function laidOut({ unusual, mended, coming, wrong }: Lines, { name, timeZone, week, language }: About): Letter {
  const its = words[language];
  const day = (at: string, before = 0) => dayIn(Date.parse(at) - before, { language, timeZone });
  const title = its.title(name, day(week.from), day(week.to, week.isNow ? 0 : 1));
  const parts = [
    { part: "unusual" as const, title: its.parts.unusual, lines: unusual },
    { part: "mended" as const, title: its.parts.mended, lines: mended },
    ...(coming ? [{ part: "coming" as const, title: its.parts.coming, lines: coming }] : []),
    { part: "wrong" as const, title: its.parts.wrong, lines: wrong },
  ];
  const text = parts.map((part) => [part.title, ...part.lines.map((line) => `• ${line}`)].join("\n")).join("\n\n");
  return { from: week.from, to: week.to, title, parts, text };
}
