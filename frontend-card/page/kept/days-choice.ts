import { html, nothing } from "lit";
import { words } from "../words/words.ts";

const CHOICES = [7, 14, 30, 60, 90, 180, 365, 730];
const USUAL = "usual";

/** Null is for ever, undefined what is usual. */
export type WishedDays = number | null | undefined;

type Choice = { id: string; chosen: WishedDays; canBeUsual: boolean; choose(days: WishedDays): void };

/** For how many days something is kept. */
export function daysChoice({ id, chosen, canBeUsual, choose }: Choice) {
  const { days: say, usual } = words.kept;
  const own = typeof chosen === "number" ? [chosen] : [];
  const choices = [...new Set([...CHOICES, ...own])].sort((one, other) => one - other);
  const changed = ({ target }: Event) => {
    if (target instanceof HTMLSelectElement) choose(read(target.value));
  };
  return html`
    <select id=${id} .value=${written(chosen)} @change=${changed}>
      ${choices.map((one) => html`<option value=${one} ?selected=${one === chosen}>${say(one)}</option>`)}
      <option value="" ?selected=${chosen === null}>${say(null)}</option>
      ${canBeUsual ? html`<option value=${USUAL} ?selected=${chosen === undefined}>${usual}</option>` : nothing}
    </select>
  `;
}

const written = (days: WishedDays): string => (days === undefined ? USUAL : days === null ? "" : String(days));
const read = (text: string): WishedDays => (text === USUAL ? undefined : text === "" ? null : Number(text));
