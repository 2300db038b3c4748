import { html } from "lit";
import { cards } from "../page/words/words.ts";

/** Answers whether a piece has come; after an update of HomeOps the one of an open dashboard may be gone. */
export const hasCome = (piece: Promise<unknown>): Promise<boolean> =>
  piece.then(
    () => true,
    () => false,
  );

/** What there is to do then. */
export const loadAgain = () => html`
  <div role="alert" class="again">
    <p>${cards.another}</p>
    <button @click=${() => location.reload()}>${cards.reload}</button>
  </div>
`;
