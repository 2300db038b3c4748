import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { BatteryPage } from "./analysis/batteries/contract.ts";
import { DiagnosisRan, OwnTrials } from "./analysis/diagnostics/contract.ts";
import { PredictionPage } from "./analysis/diagnostics/failures/contract.ts";
import { HealthScore } from "./analysis/health/contract.ts";
import type { Asked } from "./asked-memory.ts";
import { FindingPage, type FindingShown } from "./store/ledger/findings/contract.ts";

/** Of a server that has just been started here: it has to read the house first. */
const PATIENCE_MS = 120_000;
const AGAIN_MS = 1_000;
const A_PAGE = 500;
const MOST_PAGES = 20;

export type Language = "en" | "de";

/** A look at a home and all that is known of its health, as the commands answer it. */
export interface WholeDiagnosis {
  readonly ran: z.infer<typeof DiagnosisRan>;
  readonly findings: readonly FindingShown[];
  readonly score: HealthScore;
  readonly batteries: z.infer<typeof BatteryPage>;
  readonly predictions: z.infer<typeof PredictionPage>;
  readonly own: z.infer<typeof OwnTrials>;
}

/** `stop` ends the waiting, not the look. @throws Refusal what the commands refuse */
export async function wholeDiagnosis(
  ask: Asked["ask"],
  language: Language,
  stop: AbortSignal,
): Promise<WholeDiagnosis> {
  const ran = await looked(ask, language, stop);
  return {
    ran,
    findings: await allFindings(ask, language),
    score: HealthScore.parse(await ask("health/score", { language })),
    batteries: BatteryPage.parse(await ask("health/batteries", {})),
    predictions: PredictionPage.parse(await ask("health/predictions", { language })),
    own: OwnTrials.parse(await ask("health/try", { language })),
  };
}

/** As soon as something can be said; what is held back after a while is held back for a reason, and that is told. */
async function looked(ask: Asked["ask"], language: Language, stop: AbortSignal): Promise<z.infer<typeof DiagnosisRan>> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const ran = DiagnosisRan.parse(await ask("health/run", { language }));
    const isComing = ran.held_back.some(({ code }) => code === "not_connected" || code === "starting");
    if (!isComing || performance.now() > until || stop.aborted) return ran;
    await pause(AGAIN_MS, undefined, { signal: stop }).catch(() => {});
  }
}

async function allFindings(ask: Asked["ask"], language: Language): Promise<FindingShown[]> {
  const found: FindingShown[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const wanted = { language, limit: A_PAGE, ...(cursor !== null && { cursor }) };
    const { items, cursor: next }: z.infer<typeof FindingPage> = FindingPage.parse(await ask("findings/list", wanted));
    found.push(...items);
    if (next === null) break;
    cursor = next;
  }
  return found;
}
