import { css } from "lit";

/** A list of entries, each of some lines, with a thin line between two. */
export const linesLook = css`
  li {
    display: grid;
    gap: 2px;
    padding-block: 8px;
    overflow-wrap: anywhere;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  .quiet {
    font-size: 13px;
    line-height: 18px;
  }
`;
