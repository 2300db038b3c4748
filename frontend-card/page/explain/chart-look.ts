import { css } from "lit";

export const chartLook = css`
  figure {
    margin: 0;
  }
  svg {
    display: block;
    width: 100%;
    border-radius: 4px;
    background: var(--wash);
  }
  .line {
    fill: none;
    stroke: var(--accent);
    stroke-width: 2;
    stroke-linejoin: round;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }
  .band {
    fill: var(--accent);
    opacity: 0.16;
  }
  .gap {
    fill: var(--text);
    opacity: 0.12;
  }
  .moment {
    stroke: var(--bad);
    stroke-width: 1.5;
    stroke-dasharray: 3 3;
    vector-effect: non-scaling-stroke;
  }
  .state {
    fill: var(--tone);
  }
  .scale,
  .axis,
  .names {
    display: flex;
    color: var(--quiet);
    font-size: 12px;
    line-height: 18px;
    font-variant-numeric: tabular-nums;
  }
  .axis {
    justify-content: space-between;
    direction: ltr; /* as the drawing: time runs to the right in every language */
  }
  .names {
    flex-wrap: wrap;
    gap: 4px 16px;
    margin-top: 4px;
  }
  .names li {
    display: flex;
    align-items: center;
    gap: 4px;
  }
  .names i {
    width: 12px;
    height: 12px;
    border-radius: 3px;
    background: var(--tone);
  }
  .coming {
    height: 176px;
    border-radius: 4px;
    background: var(--wash);
  }
  .spans {
    display: flex;
    gap: 4px;
    margin-top: 4px;
  }
  .spans button {
    min-width: 52px;
    min-height: 44px;
    border: 0;
    border-radius: 22px;
    background: none;
    color: var(--quiet);
    font: inherit;
    cursor: pointer;
  }
  .spans button[aria-pressed="true"] {
    background: var(--tint);
    color: var(--accent);
    font-weight: 500;
  }
`;
