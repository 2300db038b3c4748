import { css } from "lit";

/** How much of something is used: a thin line, as thick as `--thick`. */
export const gauge = css`
  meter {
    display: block;
    width: 100%;
    height: var(--thick, 6px);
    border: 0;
    border-radius: 3px;
    background: var(--tint);
    appearance: none;
  }
  meter::-webkit-meter-bar {
    height: var(--thick, 6px);
    border: 0;
    border-radius: 3px;
    background: var(--tint);
  }
  meter::-webkit-meter-optimum-value {
    border-radius: 3px;
    background: var(--accent);
  }
  meter::-moz-meter-bar {
    border-radius: 3px;
    background: var(--accent);
  }
`;
