import { type DiagnoseWords, diagnoseWords } from "./diagnose-words.ts";
import type { FindingShown } from "./store/ledger/findings/contract.ts";
import type { Language, WholeDiagnosis } from "./whole-diagnosis.ts";
import { wrapped } from "./wrapped.ts";

const MOST_LINES = 40;
const MOST_LOST = 10;
const SEVERITIES = ["critical", "error", "warning", "info"] as const;

/** A look at a home and what is known of its health, as a person reads it in a terminal; effects stand under their cause. */
export function sayDiagnosis(whole: WholeDiagnosis, language: Language): string {
  const say = diagnoseWords[language];
  const sections = [
    [headOf(whole, say)],
    ...findingsOf(whole, say),
    scoreOf(whole, say),
    failingOf(whole, say),
    batteriesOf(whole, say),
    ownOf(whole, say),
    lookOf(whole, say),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(printable).join("\n"))
    .join("\n\n");
}

/** Names and texts come from devices: none of them may move the cursor, colour the screen or turn a line around. */
const printable = (line: string): string => line.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "�");

function headOf({ findings, ran }: WholeDiagnosis, say: DiagnoseWords): string {
  const counts = SEVERITIES.map(
    (severity) => [severity, findings.filter((it) => it.severity === severity).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${count} ${say.severities[severity]}`);
  if (counts.length > 0) return counts.join(", ");
  return ran.checks.length > 0 ? say.nothingWrong : say.notSeen;
}

function findingsOf({ findings }: WholeDiagnosis, say: DiagnoseWords): string[][] {
  const known = new Set(findings.map(({ finding }) => finding));
  const effectsOf = Map.groupBy(findings, ({ cause }) => cause);
  const told = (it: FindingShown, seen: ReadonlySet<number>): string[] => {
    const effects = (effectsOf.get(it.finding) ?? []).filter(({ finding }) => !seen.has(finding));
    const below = new Set([...seen, it.finding]);
    const under = effects.flatMap((effect) => told(effect, below).map((line) => `    ${line}`));
    return [...oneFinding(it, say), ...(effects.length > 0 ? [...wrapped(say.effects(effects.length)), ...under] : [])];
  };
  return findings.filter(({ cause }) => cause === null || !known.has(cause)).map((it) => told(it, new Set()));
}

function oneFinding(it: FindingShown, say: DiagnoseWords): string[] {
  const { severity, subject, title, sentence, expected, advice, closes, evidence } = it;
  const where = subject.area ? `${subject.name}, ${subject.area}` : subject.name;
  return [
    `${say.severities[severity].toUpperCase().padEnd(9)}${title}: ${where}`,
    ...wrapped(sentence),
    ...wrapped(`${say.evidence}: ${evidenceIn(evidence)}`),
    ...wrapped(`${say.usual}: ${expected}`),
    ...(advice ? wrapped(`${say.toDo}: ${advice}`) : []),
    ...wrapped(`${say.over}: ${closes}`),
  ];
}

/** As the check declares it, and as its page in docs/checks explains it. */
const evidenceIn = (evidence: FindingShown["evidence"]): string =>
  Object.entries(evidence)
    .filter(([, value]) => value !== null && value !== "" && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name}=${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" ");

function scoreOf({ score: { score, lost, areas, devices } }: WholeDiagnosis, say: DiagnoseWords): string[] {
  if (score === null) return [say.notLooked];
  const places = [...areas.filter((area) => area.score < 100).sort((a, b) => a.score - b.score), ...devices];
  return [
    say.health(score),
    ...atMost(lost, MOST_LOST, say, ({ points, title, name }) => `${points.toFixed(1).padStart(8)}  ${title}: ${name}`),
    ...atMost(places, MOST_LOST, say, (it) => `${String(it.score).padStart(8)}  ${it.name}`),
  ];
}

function failingOf({ predictions: { items, horizon_days, score } }: WholeDiagnosis, say: DiagnoseWords): string[] {
  if (items.length === 0 && score.scored === 0) return [];
  return [
    say.failing(horizon_days),
    ...atMost(items, MOST_LINES, say, ({ rank, name, reasons, until, probability }) => {
      const chance = probability === null ? "" : `; ${say.chance(probability)}`;
      return `${String(rank).padStart(4)}. ${name} (${until}): ${reasons.join(", ")}${chance}`;
    }),
    `      ${say.ofPredictions({ scored: score.scored, said: score.said, rate: score.hit_rate })}`,
  ];
}

type Battery = WholeDiagnosis["batteries"]["items"][number];

function batteriesOf({ batteries: { items, score } }: WholeDiagnosis, say: DiagnoseWords): string[] {
  if (items.length === 0) return [];
  return [
    say.batteries,
    ...atMost(items, MOST_LINES, say, (it) => `      ${oneBattery(it, say)}`),
    `      ${say.forecasts({ scored: score.scored, within: score.within, days: score.median_days_off })}`,
  ];
}

function oneBattery({ name, area, expected_on, earliest_on, latest_on, cell, ...level }: Battery, say: DiagnoseWords) {
  const type = cell ? [`${cell.quantity === null ? "" : `${cell.quantity} × `}${cell.type}`] : [];
  const end = expected_on && earliest_on && latest_on ? [say.empty(expected_on, earliest_on, latest_on)] : [];
  return `${area ? `${name}, ${area}` : name}: ${[levelOf(level, say), ...type, ...end].join("; ")}`;
}

type Level = Pick<Battery, "percent" | "is_low" | "volts">;

function levelOf({ percent, is_low, volts }: Level, say: DiagnoseWords): string {
  if (percent !== null) return `${percent} %`;
  if (is_low !== null) return is_low ? say.low : say.notLow;
  return volts === null ? say.noLevel : `${volts} V`;
}

function ownOf({ own: { file, faults, items } }: WholeDiagnosis, say: DiagnoseWords): string[] {
  if (faults.length + items.length === 0) return [];
  return [
    say.own(file),
    ...faults.map((fault) => `      ${say.fault(fault)}`),
    ...items.map(({ check, text, is_armed, openings }) => {
      const past = openings === null ? "" : `; ${say.openings(openings)}`;
      return `      own:${check} (${is_armed ? say.armed : say.notArmed}): ${text}${past}`;
    }),
  ];
}

function lookOf({ ran }: WholeDiagnosis, say: DiagnoseWords): string[] {
  const { checks, took_ms, by_whom, at, held_back, unjudged, waiting } = ran;
  return [
    say.look({ checks: checks.length, ms: took_ms, isBySchedule: by_whom === "schedule", at }),
    `      ${say.settled(ran)}`,
    ...(waiting > 0 ? [`      ${say.waiting(waiting)}`] : []),
    ...(checks.length > 0 ? wrapped(`${say.ran}: ${checks.join(", ")}`) : []),
    ...[...Map.groupBy(held_back, ({ reason }) => reason)].flatMap(([reason, held]) =>
      wrapped(say.heldBack(held.map(({ check }) => check).join(", "), reason)),
    ),
    ...unjudged.flatMap(({ check, reason }) => wrapped(`${check}: ${reason}`)),
  ];
}

function atMost<T>(items: readonly T[], most: number, say: DiagnoseWords, line: (item: T) => string): string[] {
  const left = items.length - most;
  return [...items.slice(0, most).map(line), ...(left > 0 ? [`      ${say.more(left)}`] : [])];
}
