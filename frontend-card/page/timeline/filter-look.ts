import { css } from "lit";

export const filterLook = css`
  :host,
  .choices {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .search {
    position: relative;
    flex: 1 1 220px;
  }
  .search > .icon {
    position: absolute;
    inset-block-start: 14px;
    inset-inline-start: 12px;
    color: var(--quiet);
  }
  .search .round {
    position: absolute;
    inset-block-start: 2px;
    inset-inline-end: 2px;
  }
  .search input {
    padding-inline: 40px 44px;
  }
  [type="search"]::-webkit-search-cancel-button {
    display: none;
  }
  label {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    color: var(--quiet);
    cursor: pointer;
  }
  [type="checkbox"] {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  [hidden],
  .narrow {
    display: none !important;
  }
  @container (max-width: 640px) {
    :host {
      flex-wrap: wrap;
    }
    .narrow:not([hidden]) {
      display: grid !important;
    }
    .choices {
      display: none;
      width: 100%;
      flex-wrap: wrap;
    }
    .choices[data-open] {
      display: flex;
    }
    .choice,
    homeops-time-choice {
      flex: 1 1 40%;
    }
    homeops-time-choice[own] {
      flex: 1 1 100%;
    }
    input,
    select {
      font-size: 16px;
    }
  }
`;
