import { css } from "lit";

/** A card that is a line until it is unfolded, and then has its parts behind buttons. */
export const foldedLook = css`
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 64px;
    padding: 8px 8px 8px 16px;
  }
  .body {
    display: grid;
    gap: 16px;
    padding: 0 16px 16px;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .tabs [aria-pressed="true"] {
    background: var(--accent);
    color: var(--on-accent);
  }
`;
