import { css } from "lit";

/** How far something is: a thin line. */
export const bar = css`
  progress {
    display: block;
    width: 100%;
    height: 6px;
    margin: 8px 0;
    appearance: none;
    border: 0;
    border-radius: 3px;
    background: var(--tint);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    border-radius: 3px;
    background: var(--accent);
    transition: inline-size 0.6s ease-out;
  }
  progress::-moz-progress-bar {
    border-radius: 3px;
    background: var(--accent);
  }
`;
