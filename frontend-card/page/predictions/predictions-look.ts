import { css } from "lit";

/** Beside `rowsLook`. */
export const predictionsLook = css`
  li {
    grid-template-columns: 16px minmax(0, 1fr) auto;
  }
  .rank {
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
  }
  .when {
    justify-items: end;
    text-align: end;
  }
  @container (max-width: 480px) {
    .when {
      grid-column: 2 / -1;
      justify-items: start;
      text-align: start;
    }
  }
`;
