import { canMendIn } from "#server/actions/healing/can-mend.ts";
import { shownFinding } from "#server/analysis/diagnostics/shown.ts";
import { heldSaid } from "#server/analysis/diagnostics/words.ts";
import { costingNow, devicesOf, looksAt } from "#server/analysis/health/queries.ts";
import { LEAST_DEVICES } from "#server/analysis/health/read-score.ts";
import { scoreOf } from "#server/analysis/health/score-of.ts";
import type { Severity } from "#server/finding.ts";
import { instantOf } from "#server/instant.ts";
import { shownNow } from "#server/intake/connected-homes.ts";
import type { FindingShown } from "#server/store/ledger/findings/contract.ts";
import { listFindings } from "#server/store/ledger/findings/queries.ts";
import type { World } from "#server/world.ts";
import type { HomeHealth } from "./health-contract.ts";
import { heldBack, nextFailure } from "./queries.ts";

const FIRST = 5;
const REPAIRS = 10;
const SEVERITIES = ["info", "warning", "error", "critical"] as const satisfies Severity[];

export type Language = "en" | "de";

/** How healthy a home is, as everybody in it may know: nothing counts that tells of somebody's movements. */
export async function homeHealth(world: World, home: number, language: Language): Promise<HomeHealth> {
  const now = shownNow(world, home);
  const at = instantOf(now);
  return world.db.for("asked").transaction(async (tx) => {
    const looked = await looksAt(tx, home);
    const devices = Math.max(LEAST_DEVICES, (await devicesOf(tx, home)).length);
    const { score, lost } = scoreOf(await costingNow(tx, home, { now: at, isForAll: true }), devices);
    const wanted = { home, now: at, states: ["open"] as const, causes: false, isForAll: true, limit: 500 };
    const open = (await listFindings(tx, wanted)).map((row) => shownFinding(row, now, language));
    const byFinding = new Map(open.map((it) => [it.finding, it]));
    const canMend = await canMendIn(tx, home);
    const broken = open.filter(({ severity }) => severity === "error" || severity === "critical");
    return {
      home,
      score: looked?.last ? score : null,
      lost: lost.slice(0, FIRST).flatMap(({ finding, points }) => {
        const it = byFinding.get(finding);
        return it ? [{ ...briefly(it), points }] : [];
      }),
      open: counted(open),
      next_failure: (await nextFailure(tx, home, at.slice(0, 10))) ?? null,
      held_back: heldNow(await heldBack(tx, home), language),
      repairs: broken.slice(0, REPAIRS).map((it) => ({ ...asRepair(it), can_mend: canMend(it) })),
      broken: broken.length,
      news: [],
    };
  });
}

type Held = Awaited<ReturnType<typeof heldBack>>;

const heldNow = (held: Held, language: Language): string | null =>
  held?.why ? heldSaid(held.why, language) : (held?.reason ?? null);

function counted(open: readonly FindingShown[]): HomeHealth["open"] {
  const of = (severity: Severity) => {
    const these = open.filter((it) => it.severity === severity);
    return { count: these.length, first: these.slice(0, FIRST).map(briefly) };
  };
  const [info, warning, error, critical] = SEVERITIES.map(of);
  const none = { count: 0, first: [] };
  return { info: info ?? none, warning: warning ?? none, error: error ?? none, critical: critical ?? none };
}

const briefly = ({ title, subject }: FindingShown) => ({ title, name: subject.name });

const asRepair = ({ finding, check, title, subject, severity, sentence, advice }: FindingShown) => ({
  ...{ finding, check, title, name: subject.name, severity, sentence, advice },
  key: `${check}_${subject.kind}_${subject.id}`,
});
