import { css } from "lit";

export const predictionsLook = css`
  :host {
    container-type: inline-size;
  }
  header {
    display: grid;
    gap: 4px;
    padding: 16px;
  }
  li {
    display: grid;
    grid-template-columns: 24px minmax(0, 1fr) auto;
    gap: 4px 12px;
    padding: 12px 16px;
    border-block-start: 1px solid var(--line);
  }
  .rank {
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  .what,
  .when {
    display: grid;
    align-content: start;
    gap: 2px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
  }
  .when {
    justify-items: end;
    text-align: end;
  }
  li .quiet {
    font-size: 13px;
    line-height: 18px;
  }
  .wrong {
    padding: 0 16px 8px;
    color: var(--bad);
  }
  [hidden] {
    display: none;
  }
  @container (max-width: 480px) {
    .when {
      grid-column: 2 / -1;
      justify-items: start;
      text-align: start;
    }
  }
`;
