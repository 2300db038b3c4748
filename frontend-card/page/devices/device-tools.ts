import { html, nothing } from "lit";
import { type Choice, choice } from "../look/choice.ts";
import { icon } from "../look/icons.ts";
import { ofDevices } from "../words/of-devices.ts";
import { NOWHERE, type Sight, type SortKey, sortKeys } from "./in-sight.ts";

export interface Tools {
  readonly sight: Sight;
  readonly areas: readonly string[];
  /** Whether some devices are in none. */
  readonly hasNowhere: boolean;
  /** Sorted by a choice, where there are no heads to press. */
  readonly isNarrow: boolean;
  choose(part: Partial<Sight>): void;
}

/** What narrows and sorts the devices. */
export function deviceTools({ sight, areas, hasNowhere, isNarrow, choose }: Tools) {
  const say = ofDevices();
  const text = ({ target }: Event) => target instanceof HTMLInputElement && choose({ text: target.value });
  const only = ({ target }: Event) => target instanceof HTMLInputElement && choose({ onlyAttention: target.checked });
  return html`
    <div class="tools" role="search" aria-label=${say.title}>
      <div class="search">
        ${icon("search")}
        <input type="search" aria-label=${say.search} placeholder=${say.search} .value=${sight.text} @input=${text} />
      </div>
      ${areas.length > 0 ? choice({ name: say.area, choices: areaChoices(areas, hasNowhere), chosen: sight.area, choose: (area) => choose({ area }) }) : nothing}
      ${isNarrow ? choice({ name: say.sort, choices: sortChoices(), chosen: sight.by, choose: (by) => choose({ by: sortKey(by), isReversed: false }) }) : nothing}
      <label class="only">
        <input type="checkbox" .checked=${sight.onlyAttention} @change=${only} />
        <span>${say.attention}</span>
      </label>
    </div>
  `;
}

function areaChoices(areas: readonly string[], hasNowhere: boolean): Choice[] {
  const { everywhere, nowhere } = ofDevices();
  const named = areas.map((area): Choice => [area, area]);
  return [["", everywhere], ...named, ...(hasNowhere ? [[NOWHERE, nowhere] as const] : [])];
}

const sortChoices = (): Choice[] => sortKeys.map((key) => [key, ofDevices().columns[key]]);

const sortKey = (text: string): SortKey => sortKeys.find((key) => key === text) ?? "findings";
