import { html, nothing } from "lit";
import type { HealthScore } from "#server/analysis/health/contract.ts";
import { dayAndTimeOf, shortDayOf } from "../look/moments.ts";
import { ofForetold } from "../words/of-foretold.ts";
import type { Day } from "./days.ts";
import type { Dip } from "./dips.ts";

type Named = HealthScore["named"];
type Told = { when: string; why: string[] };
const MOST_LISTED = 30;
const MOST_TOLD = 3;

/** When, how far, and by what. */
function dipWords({ from, until, score, findings }: Dip, named: Named): Told {
  const { past } = ofForetold();
  return { when: past.dip(past.lasting(dayAndTimeOf(from), dayAndTimeOf(until)), score), why: whyOf(findings, named) };
}

/** How healthy it was that day, and by what. */
export function dayWords({ from, low, high, findings }: Day, named: Named): Told {
  const { past } = ofForetold();
  const isWhole = low === 100;
  return {
    when: past.day(shortDayOf(from), low, high),
    why: isWhole ? [] : whyOf(findings.slice(0, MOST_TOLD), named),
  };
}

function whyOf(findings: readonly number[], named: Named): string[] {
  const { because, unnamed } = ofForetold().past;
  const why = findings.flatMap((id) => named.filter(({ finding }) => finding === id));
  return why.length > 0 ? why.map(({ title, name }) => because(title, name)) : [unnamed];
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
