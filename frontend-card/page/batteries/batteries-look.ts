import { css } from "lit";

/** Beside `rowsLook`. */
export const batteriesLook = css`
  li {
    grid-template-columns: minmax(0, 1.4fr) minmax(0, 1.2fr) 96px;
    align-items: center;
    min-height: 56px;
    padding-block: 8px;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 72px;
  }
  .level {
    display: flex;
    align-items: center;
    justify-content: end;
    gap: 6px;
    font-variant-numeric: tabular-nums;
  }
  .help {
    padding: 8px 16px 16px;
    border-block-start: 1px solid var(--line);
  }
  @container (max-width: 480px) {
    li {
      grid-template: "what level" auto "when when" auto / minmax(0, 1fr) auto;
      align-items: start;
    }
    .what {
      grid-area: what;
    }
    .when {
      grid-area: when;
    }
    .level {
      grid-area: level;
    }
  }
`;
