import { costingNow, devicesOf, looksAt } from "#server/analysis/health/queries.ts";
import { LEAST_DEVICES } from "#server/analysis/health/read-score.ts";
import { scoreOf } from "#server/analysis/health/score-of.ts";
import { fromMicroseconds } from "#server/instant.ts";
import { notKnown, type Outcome, SURE } from "../../answers/asked.ts";
import type { Target } from "../asked/target.ts";
import { type AskedOfHealth, cited, type Found, found, subjectOf } from "../found.ts";
import { worst } from "./worst.ts";
import { nameOf } from "./wrong.ts";

const MOST_TOLD = 3;

type Costly = Found & { points: number };
interface Scored {
  readonly score: number;
  /** What costs, most first. */
  readonly lost: readonly Costly[];
}

/** The health of the home, of a place or of a device; undefined where nobody has looked, or where there is no device. */
async function scored(target: Target, asked: AskedOfHealth): Promise<Scored | undefined> {
  const { tx, home, now } = asked;
  if (!(await looksAt(tx, home))?.last) return undefined;
  const isIt = (it: { device_id: string | null; area_id: string | null }) =>
    target.kind === "place"
      ? target.areas.includes(it.area_id ?? "")
      : target.kind !== "thing" || (it.device_id !== null && it.device_id === target.thing.device_id);
  const devices = (await devicesOf(tx, home)).filter(isIt).length;
  if (devices === 0 && target.kind !== "home") return undefined;
  const costing = (await costingNow(tx, home, { now: fromMicroseconds(now) })).filter(isIt);
  const { score, lost } = scoreOf(costing, target.kind === "home" ? Math.max(LEAST_DEVICES, devices) : devices);
  const rows = new Map((await found(asked, { findings: lost.map(({ finding }) => finding) })).map((it) => [it.id, it]));
  const told = lost.flatMap(({ finding, points }) => {
    const it = rows.get(finding);
    return it ? [{ ...it, points }] : [];
  });
  return { score, lost: told };
}

export async function healthOf(target: Target, asked: AskedOfHealth): Promise<Outcome> {
  const { health } = asked.language;
  const it = await scored(target, asked);
  if (!it) return notKnown(target.kind === "home" ? health.notLooked : health.told.noDevices);
  const lost = it.lost.slice(0, MOST_TOLD);
  const name = nameOf(target);
  const text =
    name === undefined
      ? health.scoreSay({ score: it.score, lost })
      : health.told.healthOf({ name, score: it.score, lost });
  return { text, result: { kind: "number", value: it.score }, citations: lost.map(cited), confidence: SURE };
}

/** What costs points, most first. */
export async function whyScore(target: Target, asked: AskedOfHealth): Promise<Outcome> {
  const outcome = await healthOf(target, asked);
  const it = await scored(target, asked);
  return it ? { ...outcome, result: { kind: "list", value: [...new Set(it.lost.map(subjectOf))] } } : outcome;
}

export async function costsMost(asked: AskedOfHealth): Promise<Outcome> {
  const { health } = asked.language;
  const it = await scored({ kind: "home" }, asked);
  if (!it) return notKnown(health.notLooked);
  return worst(it.lost[0], health.told.costsMost, asked.language);
}
