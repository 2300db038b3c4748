import { css } from "lit";

export const filterLook = css`
  :host,
  .choices {
    display: flex;
    align-items: center;
    gap: 8px 12px;
  }
  .search {
    position: relative;
    flex: 1;
  }
  .search > .icon {
    position: absolute;
    inset: 14px auto auto 12px;
    color: var(--quiet);
  }
  .search .round {
    position: absolute;
    inset: 2px 2px auto auto;
  }
  .search input {
    padding: 0 44px 0 40px;
  }
  [type="search"]::-webkit-search-cancel-button {
    display: none;
  }
  input,
  select {
    border-color: var(--line);
    font-size: 14px;
  }
  .choice {
    position: relative;
    width: 148px;
  }
  .choice .icon {
    position: absolute;
    inset: 14px 12px auto auto;
    color: var(--quiet);
    pointer-events: none;
  }
  select {
    padding-right: 36px;
    appearance: none;
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
    display: none;
  }
  @container (max-width: 640px) {
    :host {
      flex-wrap: wrap;
    }
    .narrow {
      display: grid;
    }
    .choices {
      display: none;
      width: 100%;
      flex-wrap: wrap;
    }
    .choices[data-open] {
      display: flex;
    }
    .choice {
      flex: 1 1 40%;
    }
    input,
    select {
      font-size: 16px;
    }
  }
`;
