import { css } from "lit";

/** An alert as a row: what it is, who has it, what can be done, and folded away who was told. */
export const alertsLook = css`
  :host {
    container-type: inline-size;
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 16px;
  }
  header > div {
    flex: 1;
    min-width: 0;
  }
  header h2:focus {
    outline: none;
  }
  .sign.good {
    background: color-mix(in srgb, var(--good) 16%, transparent);
    color: color-mix(in srgb, var(--good) 75%, var(--text));
  }
  li.alert {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 4px 12px;
    padding: 12px 16px;
    border-block-start: 1px solid var(--line);
  }
  .alert > .sign {
    background: color-mix(in srgb, var(--tone) 16%, transparent);
    color: color-mix(in srgb, var(--tone) 75%, var(--text));
  }
  .what {
    display: grid;
    gap: 2px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
  }
  .what .quiet,
  .told-of .quiet {
    font-size: 13px;
    line-height: 18px;
  }
  .has {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .has .icon {
    width: 16px;
    height: 16px;
  }
  .below {
    grid-column: 2 / -1;
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  .below .button {
    padding: 0 16px;
    text-decoration: none;
  }
  .below .buttons {
    padding-block-start: 4px;
  }
  summary {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-width: 44px;
    min-height: 44px;
    color: var(--quiet);
    font-size: 13px;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .icon {
    width: 16px;
    height: 16px;
  }
  details[open] > summary .icon {
    rotate: 180deg;
  }
  .told-of li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 12px;
    padding-block: 4px;
    overflow-wrap: anywhere;
  }
  .told-of time {
    min-width: 96px;
    font-variant-numeric: tabular-nums;
  }
  .done {
    margin: 0 16px 12px;
    padding: 12px;
    border-radius: 8px;
    background: var(--wash);
  }
  .card > .wrong {
    padding: 0 16px 12px;
  }
  [hidden] {
    display: none;
  }
  @container (max-width: 420px) {
    .below {
      grid-column: 1 / -1;
    }
    .severity {
      display: none;
    }
    .told-of li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
