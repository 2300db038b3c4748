import { css, html } from "lit";
import { words } from "../words/words.ts";

/** Where a long-lived access token is made. */
export const tokenSteps = () => html`
  <details class="steps">
    <summary>${words.connect.tokenHow}</summary>
    <ol>
      ${words.connect.tokenSteps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p class="quiet">${words.connect.tokenWho}</p>
  </details>
`;

export const tokenStepsLook = css`
  .steps summary {
    display: flex;
    align-items: center;
    min-height: 44px;
    color: var(--accent);
    font-weight: 500;
    cursor: pointer;
  }
  .steps ol {
    padding-inline-start: 20px;
    margin-bottom: 8px;
    list-style: decimal;
  }
  .steps li {
    margin-bottom: 4px;
  }
`;
