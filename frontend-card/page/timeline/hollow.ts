import { html } from "lit";
import { sentenceOf } from "../look/sentence-of.ts";
import { words } from "../words/words.ts";

/** Where rows will be. */
export const skeleton = () =>
  html`<span class="spoken">${words.page.loading}</span>${Array.from({ length: 6 }, () => html`<i></i>`)}`;

/** Why there are none, and what can be done. */
export const failed = (refused: Error | undefined, again: () => void) => html`
  <div class="hollow" role="alert">
    <p>${sentenceOf(refused)}</p>
    <button class="button" @click=${again}>${words.page.tryAgain}</button>
  </div>
`;
