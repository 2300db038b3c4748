import { css } from "lit";

export const scorePastLook = css`
  section {
    display: grid;
    gap: 8px;
    padding: 16px;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 8px;
  }
  .spans {
    margin: 0;
  }
  section:not(.card) {
    padding: 16px 0 0;
    border-block-start: 1px solid var(--line);
  }
  section:not(.card) h2 {
    font-size: 14px;
    font-weight: 500;
  }
  .choice {
    width: 100%;
    max-width: 280px;
  }
  .choice svg {
    width: 20px;
    background: none;
  }
  .drawing {
    border-radius: 4px;
    touch-action: pan-y;
  }
  .chosen {
    fill: var(--accent);
    opacity: 0.24;
  }
  .band {
    opacity: 0.1;
  }
  .said {
    display: grid;
    min-height: 40px;
    overflow-wrap: anywhere;
  }
  .coming {
    height: 140px;
  }
  summary {
    padding-block: 12px;
    color: var(--accent);
    font-weight: 500;
    cursor: pointer;
  }
  details li {
    display: grid;
    padding-block: 8px;
    overflow-wrap: anywhere;
  }
  details li + li {
    border-block-start: 1px solid var(--line);
  }
  details .quiet {
    font-size: 13px;
    line-height: 18px;
  }
  [hidden] {
    display: none;
  }
`;
