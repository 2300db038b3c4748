import { css } from "lit";

export const rulesLook = css`
  section {
    display: grid;
    gap: 12px;
    padding: 16px;
  }
  header {
    display: grid;
    gap: 4px;
  }
  h2:focus {
    outline: none;
  }
  h3 {
    margin-block-start: 8px;
    font-size: 14px;
    font-weight: 500;
  }
  ol > li {
    display: grid;
    gap: 4px;
    padding-block: 12px;
  }
  ol > li + li {
    border-block-start: 1px solid var(--line);
  }
  .what > .quiet {
    display: flex;
    gap: 6px;
    font-size: 13px;
    line-height: 18px;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .what .icon {
    width: 16px;
    height: 16px;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 4px;
  }
  .deeds .check {
    flex: 1 1 160px;
  }
  .round:disabled {
    cursor: default;
    opacity: 0.4;
  }
  homeops-rule-editor {
    padding: 16px;
    border-radius: 8px;
    background: var(--wash);
  }
`;
