import { shownFinding } from "#server/analysis/diagnostics/shown.ts";
import type { HealthScore, ReadScore } from "#server/analysis/health/contract.ts";
import { readScore } from "#server/analysis/health/read-score.ts";
import type { Call } from "#server/command.ts";
import { shownNow } from "#server/intake/connected-homes.ts";

/** What costs the home is said by its title. @throws Refusal `odd_span` */
export async function toldScore(wanted: ReadScore, call: Call): Promise<HealthScore> {
  const { lost, named, ...score } = await readScore(wanted, call);
  const now = shownNow(call.world, call.home);
  const told = (row: (typeof named)[number]) => {
    const { finding, title, subject, severity } = shownFinding(row, now, wanted.language);
    return { finding, title, name: subject.name, severity };
  };
  return { ...score, lost: lost.map(({ points, row }) => ({ ...told(row), points })), named: named.map(told) };
}
