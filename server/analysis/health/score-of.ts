import type { Severity } from "#server/finding.ts";
import type { Costing } from "./queries.ts";

/** Points of a hundred that a finding costs a home of the usual size. */
const COST: Readonly<Record<Severity, number>> = { info: 0.5, warning: 4, error: 10, critical: 25 };
const USUAL_DEVICES = 30;
/** A device that so many others hang on is no device among many. */
const HUB_EFFECTS = 3;
const MANY = new Set(["integration", "area"]);

/** One finding, and the points that it costs. */
export interface Lost {
  readonly finding: number;
  readonly points: number;
}

export interface Score {
  /** 0 to 100. */
  readonly score: number;
  /** Most first. What is lost is what these add up to. */
  readonly lost: Lost[];
}

/**
 * The health of a home, an area or a device, as a hundred less what each finding in it costs. What another finding in it explains costs
 * nothing; of several that one cause elsewhere explains the dearest costs. One thing of few is more than one of many: by the root of how
 * many `devices` there are.
 */
export function scoreOf(findings: readonly Costing[], devices: number): Score {
  const share = Math.sqrt(USUAL_DEVICES / Math.max(1, devices));
  const costs = once(findings).map((it) => ({ finding: it.finding, cost: costOf(it, share) }));
  const all = costs.reduce((sum, { cost }) => sum + cost, 0);
  const lost = costs
    .map(({ finding, cost }) => ({ finding, points: tenths(all > 100 ? (cost * 100) / all : cost) }))
    .sort((one, other) => other.points - one.points || one.finding - other.finding);
  return { score: Math.max(0, Math.round(100 - all)), lost };
}

function costOf({ severity, subject_kind, effects }: Costing, share: number): number {
  if (subject_kind === "home") return COST[severity] * 2;
  if (MANY.has(subject_kind) || effects >= HUB_EFFECTS) return COST[severity] * Math.max(1.5, share);
  return COST[severity] * share * (subject_kind === "device" ? 1 : WEIGHT_OF_ONE);
}

/** An entity or an automation is less than a device. */
const WEIGHT_OF_ONE = 0.75;

/** Effects of one cause are one trouble. */
function once(findings: readonly Costing[]): Costing[] {
  const known = new Set(findings.map(({ finding }) => finding));
  const byCause = Map.groupBy(findings, ({ finding, cause }) => cause ?? -finding);
  return [...byCause.values()].flatMap((effects) => {
    const [first] = effects;
    if (first?.cause != null && known.has(first.cause)) return [];
    return effects.reduce((worst, it) => (COST[it.severity] > COST[worst.severity] ? it : worst));
  });
}

const tenths = (points: number): number => Math.round(points * 10) / 10;
