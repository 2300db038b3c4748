import { css } from "lit";

export const mendingLook = css`
  :host {
    container-type: inline-size;
  }
  section {
    display: grid;
    gap: 12px;
  }
  section.card {
    padding: 16px;
  }
  header {
    display: grid;
    gap: 4px;
  }
  h3 {
    font-size: 14px;
    font-weight: 500;
  }
  .part {
    display: grid;
    gap: 8px;
    padding: 12px;
    border-radius: 8px;
    background: var(--wash);
  }
  dl {
    display: grid;
    gap: 8px;
  }
  dt {
    font-size: 12px;
    line-height: 16px;
    color: var(--quiet);
  }
  dd,
  p,
  li {
    overflow-wrap: anywhere;
  }
  code,
  pre {
    margin: 0;
    font-size: 12px;
    line-height: 18px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  summary {
    min-height: 44px;
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--accent);
    font-weight: 500;
    cursor: pointer;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
  }
  .what {
    flex: 1 1 200px;
    display: grid;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
  }
  .what .quiet,
  header .quiet,
  .note {
    font-size: 13px;
    line-height: 18px;
  }
  .rows > li {
    display: grid;
    gap: 4px;
    padding-block: 12px;
  }
  .rows > li + li {
    border-block-start: 1px solid var(--line);
  }
  .row .choice {
    flex: none;
    width: 172px;
  }
  .verdict {
    flex: none;
    font-size: 12px;
    font-weight: 500;
    color: var(--quiet);
  }
  .verdict.fixed {
    color: color-mix(in srgb, var(--good) 50%, var(--text));
  }
  .verdict.not_fixed {
    color: color-mix(in srgb, var(--bad) 50%, var(--text));
  }
  .button {
    padding: 0 16px;
  }
  .button.plain {
    padding: 0 12px;
  }
  form .choice {
    width: 100%;
  }
  form .button {
    background: var(--card);
  }
  .told:focus,
  h2:focus {
    outline: none;
  }
  progress:indeterminate {
    background: linear-gradient(90deg, transparent 30%, var(--accent) 50%, transparent 70%) var(--tint);
    background-size: 200% 100%;
    animation: going 2s linear infinite;
  }
  @keyframes going {
    from {
      background-position: 150% 0;
    }
    to {
      background-position: -50% 0;
    }
  }
  [hidden] {
    display: none;
  }
`;
