import { css } from "lit";

export const chartsLook = css`
  :host {
    display: grid;
    gap: 16px;
  }
  .search {
    position: relative;
    max-width: 760px;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 14px;
    inset-inline-start: 12px;
    color: var(--quiet);
  }
  .search input {
    padding-inline-start: 40px;
  }
  [role="status"]:empty,
  [hidden] {
    display: none;
  }
  .hint {
    padding-inline: 4px;
  }
  .areas {
    columns: 300px;
    gap: 16px;
  }
  .areas section {
    margin-bottom: 16px;
    break-inside: avoid;
  }
  h3 {
    padding: 12px 16px 4px;
    color: var(--quiet);
    font-size: 13px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .choices {
    padding: 4px 0 8px;
  }
  .choices a {
    display: flex;
    align-items: center;
    gap: 16px;
    min-height: 44px;
    padding: 4px 16px;
    color: inherit;
    text-decoration: none;
  }
  .choices a:hover {
    background: var(--wash);
  }
  .choices a:focus-visible {
    outline-offset: -2px;
  }
  .what {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
  }
  .what .quiet {
    font-size: 13px;
  }
  .value {
    max-width: 50%;
    color: var(--quiet);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
    text-align: end;
  }
  .drawn {
    display: grid;
    gap: 8px;
    padding: 8px 0;
  }
  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    padding: 0 16px;
  }
  .chosen li {
    display: flex;
    align-items: center;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  @media (max-width: 600px) {
    :host {
      gap: 8px;
    }
    .areas section {
      margin-bottom: 8px;
    }
  }
`;
