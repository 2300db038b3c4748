import { html, nothing } from "lit";
import type { HealthScore } from "#server/analysis/health/contract.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { ofForetold } from "../words/of-foretold.ts";
import type { Dip } from "./dips.ts";

type Named = HealthScore["named"];
const MOST_LISTED = 30;

/** When, how far, and by what. */
export function dipWords({ from, until, score, findings }: Dip, named: Named): { when: string; why: string[] } {
  const { past } = ofForetold();
  const when = past.dip(past.lasting(dayAndTimeOf(from), dayAndTimeOf(until)), score);
  const why = findings.flatMap((id) => named.filter(({ finding }) => finding === id));
  return { when, why: why.length > 0 ? why.map(({ title, name }) => past.because(title, name)) : [past.unnamed] };
}

/** The same as a list for whoever reads on or listens; the newest first. */
export function dipList(dips: readonly Dip[], named: Named) {
  if (dips.length === 0) return nothing;
  return html`<details>
    <summary>${ofForetold().past.dips}</summary>
    <ul>
      ${dips
        .slice(-MOST_LISTED)
        .toReversed()
        .map((dip) => {
          const { when, why } = dipWords(dip, named);
          return html`<li><span class="quiet">${when}</span>${why.map((one) => html`<span>${one}</span>`)}</li>`;
        })}
    </ul>
  </details>`;
}
