import { css } from "lit";

export const recordedLook = css`
  .line {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 64px;
    padding: 8px 24px 8px 16px;
    border: 0;
    border-radius: var(--radius);
    background: none;
    text-align: start;
  }
  .line:hover {
    background: var(--wash);
  }
  .line > .icon {
    color: var(--quiet);
  }
  .what {
    flex: 1;
    min-width: 0;
  }
  .what b {
    display: block;
    font-weight: 500;
  }
  .what .quiet,
  .foot {
    font-size: 13px;
  }
  #inside,
  .goes,
  .wrong {
    padding: 0 16px 12px;
  }
  #inside,
  .goes {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  #inside .goes {
    padding: 0;
  }
  .foot {
    display: flex;
    gap: 12px;
    font-variant-numeric: tabular-nums;
  }
  .drop {
    width: 100%;
    padding: 16px;
    border: 2px dashed var(--line);
    border-radius: var(--radius);
    text-align: center;
  }
  .drop .button {
    margin-top: 8px;
    cursor: pointer;
  }
  .drop .button:focus-within {
    outline: 2px solid var(--accent);
  }
  h3 {
    font-size: 14px;
    font-weight: 500;
  }
  ul,
  progress {
    width: 100%;
  }
  li {
    overflow-wrap: anywhere;
  }
  li + li {
    margin-top: 8px;
  }
  [hidden] {
    display: none !important;
  }
`;
