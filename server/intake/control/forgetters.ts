import sql from "sql-template-tag";
import type { Forgetter } from "#server/forgetter.ts";
import { forgetAlerts } from "#server/store/alerts/forget-alerts.ts";
import { forgetChanges } from "#server/store/changes/forget-changes.ts";
import { forgetFindings } from "#server/store/ledger/findings/forget-findings.ts";
import { forgetFigures } from "#server/store/ledger/forget-figures.ts";
import { forgetMemory } from "#server/store/memory/control/forget-memory.ts";
import { forgetSentences } from "#server/store/memory/sentences/forget-told.ts";
import { forgetCases } from "#server/store/memory/wrong-answers/forget-cases.ts";
import { forgetSeries } from "#server/store/series/forget-series.ts";
import { forgetUnusual } from "#server/store/unusual/forget-unusual.ts";

/** How busy the home was, minute by minute, is a content too. */
const forgetRates: Forgetter = {
  tables: ["public.home_assistant_connection_metrics"],
  count: async () => ({ events: 0, bytes: 0 }),
  steps: () => 1,
  async forget({ db, stepped }, { home, from, to, entities }) {
    stepped();
    if (entities !== null) return;
    await db.run(sql`
      delete from home_assistant_connection_metrics
      where home_id = ${home} and metric_type = 'event_rate' and timestamp >= ${from} and timestamp < ${to}`);
  },
};

/** Every room that keeps anything of single events. A test looks for tables that none of these reaches. */
export const forgetters: readonly Forgetter[] = [
  forgetMemory,
  forgetSentences,
  forgetSeries,
  forgetChanges,
  forgetCases,
  forgetAlerts,
  forgetFindings,
  forgetFigures,
  forgetUnusual,
  forgetRates,
];
