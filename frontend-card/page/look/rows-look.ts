import { css } from "lit";

/** A card with a head and rows beneath it: in each `.what`, and `.when` beside it. */
export const rowsLook = css`
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
    gap: 4px 16px;
    padding: 12px 16px;
    border-block-start: 1px solid var(--line);
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
  li .quiet,
  .help {
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
`;
