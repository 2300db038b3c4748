import { css } from "lit";

/** Home Assistant's theme variables under short names, each with what it is where there is no theme. */
export const tones = css`
  :host {
    --text: var(--primary-text-color, #141414);
    --quiet: var(--secondary-text-color, #5e5e5e);
    --card: var(--ha-card-background, var(--card-background-color, #fff));
    --line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --accent: var(--primary-color, #00718f);
    --on-accent: var(--text-primary-color, #fff);
    --bad: var(--error-color, #c62828);
    --warn: var(--warning-color, #ffa600);
    --good: var(--success-color, #43a047);
    --radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    --tint: color-mix(in srgb, var(--accent) 12%, transparent);
    --wash: color-mix(in srgb, var(--text) 6%, transparent);
    display: block;
    box-sizing: border-box;
    color: var(--text);
    font-family: var(--ha-font-family-body, Roboto, "Noto Sans", system-ui, sans-serif);
    font-size: var(--ha-font-size-m, 14px);
    line-height: 20px;
    -webkit-tap-highlight-color: transparent;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  b {
    unicode-bidi: isolate; /* a name that turns its direction turns nothing else */
  }
  .quiet {
    color: var(--quiet);
  }
  .icon {
    flex: none;
    width: 20px;
    height: 20px;
    display: block;
  }
  .icon[data-turns]:dir(rtl) {
    scale: -1 1;
  }
  /* Words and values that run to the right stay whole where all else runs to the left. */
  :where(h1, h2, h3, p, dt, dd, b, time, .did, .told, .aside, .name, .when):where(:dir(rtl)) {
    unicode-bidi: plaintext;
  }
  :where(h1, h2, h3, p, dt, dd, .told):where(:dir(rtl)) {
    text-align: right;
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;

export const cardLook = css`
  .card {
    background: var(--card);
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--line));
    border-radius: var(--radius);
    box-shadow: var(--ha-card-box-shadow, none);
  }
  h2 {
    font-size: var(--ha-font-size-l, 16px);
    line-height: 24px;
    font-weight: 500;
  }
  /** The round one at the head of a card or row. */
  .sign {
    display: grid;
    place-items: center;
    flex: none;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--tint);
    color: var(--accent);
  }
`;
