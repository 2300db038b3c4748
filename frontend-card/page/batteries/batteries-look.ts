import { css } from "lit";

export const batteriesLook = css`
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
    grid-template-columns: minmax(0, 1.4fr) minmax(0, 1.2fr) 88px;
    align-items: center;
    gap: 4px 16px;
    padding: 8px 16px;
    min-height: 56px;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 56px;
    border-block-start: 1px solid var(--line);
  }
  .what,
  .when {
    display: grid;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
  }
  li .quiet {
    font-size: 13px;
    line-height: 18px;
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
    font-size: 13px;
  }
  .wrong {
    padding: 0 16px 8px;
    color: var(--bad);
  }
  [hidden] {
    display: none;
  }
  @container (max-width: 480px) {
    li {
      grid-template: "what level" auto "when when" auto / minmax(0, 1fr) auto;
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
