import { html, nothing } from "lit";
import { icon } from "../look/icons.ts";
import { locale } from "../look/locale.ts";
import { words } from "../words/words.ts";

const HOURS = [6, 24, 168, 720, 8_784];
const DAY = 24;
const YEAR = 8_760;

type Choice = {
  /** What the card was given, and what is shown. */
  hours: readonly [number, number];
  isNearer: boolean;
  choose(hours: number): void;
  closer(): void;
  back(): void;
};

/** How long a span is shown, up to now; and closer, and back. */
export const spanChoice = ({ hours: [given, shown], isNearer, choose, closer, back }: Choice) => html`
  <div class="tools">
    <div class="spans" role="group" aria-label=${words.chart.span}>
      ${[...new Set([...HOURS, given])]
        .sort((one, other) => one - other)
        .map(
          (hours) =>
            html`<button aria-pressed=${!isNearer && hours === shown} @click=${() => choose(hours)}>${named(hours)}</button>`,
        )}
    </div>
    <button class="round" aria-label=${words.chart.closer} title=${words.chart.closer} @click=${closer}>${icon("plus")}</button>
    ${isNearer ? html`<button class="round" aria-label=${words.chart.back} title=${words.chart.back} @click=${back}>${icon("minus")}</button>` : nothing}
  </div>
`;

/** "6 hr", "7 days", "1 yr": in the words of the language. */
function named(hours: number): string {
  const [value, unit] =
    hours >= YEAR ? [hours / YEAR, "year"] : hours % DAY === 0 && hours > DAY ? [hours / DAY, "day"] : [hours, "hour"];
  const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(locale(), style).format(value);
}
