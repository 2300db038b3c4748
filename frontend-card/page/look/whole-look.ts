import { css } from "lit";

/** A card that fills its place, with its parts behind buttons. */
export const wholeLook = css`
  :host {
    max-width: 760px;
  }
  section {
    display: grid;
    gap: 16px;
    padding: 16px;
  }
  section > * {
    min-width: 0;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .tabs .button {
    padding: 0 14px;
  }
  .tabs [aria-pressed="true"] {
    background: var(--accent);
    color: var(--on-accent);
  }
`;
