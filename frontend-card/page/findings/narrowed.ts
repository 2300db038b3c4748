import { html, nothing } from "lit";
import type { FindingShown } from "#server/store/ledger/findings/contract.ts";
import { choice } from "../look/choice.ts";
import { ofHealth } from "../words/of-health.ts";
import { findings } from "../words/words.ts";
import { RANKS } from "./in-order.ts";

/** Empty: all of them. */
export interface Narrowing {
  readonly severity: string;
  readonly area: string;
}
export const WIDE: Narrowing = { severity: "", area: "" };

export const narrowed = (items: readonly FindingShown[], { severity, area }: Narrowing): FindingShown[] =>
  items.filter(
    (item) => (severity === "" || item.severity === severity) && (area === "" || item.subject.area === area),
  );

/** What narrows the findings; only what would make a difference is offered. */
export function narrowing(items: readonly FindingShown[], now: Narrowing, choose: (next: Narrowing) => void) {
  const say = ofHealth();
  const severities = RANKS.filter((rank) => items.some(({ severity }) => severity === rank));
  const areas = [...new Set(items.flatMap(({ subject }) => subject.area ?? []))].sort((a, b) => a.localeCompare(b));
  if (severities.length < 2 && areas.length < 2) return nothing;
  const bySeverity = severities.map((rank) => [rank, findings.severities[rank]] as const);
  const byArea = areas.map((area) => [area, area] as const);
  return html`<div class="narrowing">
    ${
      severities.length < 2
        ? nothing
        : choice({
            name: say.severity,
            choices: [["", say.everySeverity], ...bySeverity],
            chosen: now.severity,
            choose: (severity) => choose({ ...now, severity }),
          })
    }
    ${
      areas.length < 2
        ? nothing
        : choice({
            name: say.area,
            choices: [["", say.everywhere], ...byArea],
            chosen: now.area,
            choose: (area) => choose({ ...now, area }),
          })
    }
  </div>`;
}
