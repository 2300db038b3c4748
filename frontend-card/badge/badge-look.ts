import { css } from "lit";

/** As Home Assistant's own badges: 36 px high, with room for a thumb around it. */
export const badgeLook = css`
  :host {
    display: inline-block;
  }
  .badge {
    position: relative;
    display: flex;
    align-items: center;
    gap: 8px;
    height: var(--ha-badge-size, 36px);
    min-width: 44px;
    padding: 0 12px 0 8px;
    border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--line));
    border-radius: var(--ha-badge-border-radius, calc(var(--ha-badge-size, 36px) / 2));
    background: var(--card);
    color: var(--text);
    text-align: start;
    white-space: nowrap;
  }
  .badge::after {
    content: "";
    position: absolute;
    inset: -5px 0;
  }
  .badge:hover {
    background: color-mix(in srgb, var(--text) 6%, var(--card));
  }
  .badge .icon {
    color: var(--quiet);
  }
  .badge[data-state="remembering"] .icon {
    color: var(--good);
  }
  .badge[data-state="away"] .icon {
    color: var(--bad);
  }
  .badge[data-state="paused"] .icon,
  .badge[data-state="catchingUp"] .icon {
    color: var(--warn);
  }
  .told {
    display: grid;
    font-size: 12px;
    line-height: 16px;
    font-weight: 500;
  }
  .label {
    color: var(--quiet);
    font-size: 10px;
    line-height: 10px;
    letter-spacing: 0.1px;
  }
  dialog {
    position: fixed;
    inset: 0 0 0 auto;
    width: min(560px, 100vw);
    height: 100dvh;
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 0;
    border-left: 1px solid var(--line);
    background: var(--card);
    color: var(--text);
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.4);
  }
  .memory {
    display: flex;
    flex-direction: column;
    height: 100%;
    container-type: inline-size;
  }
  .memory > .button {
    flex: none;
    margin: 8px 16px 16px;
  }
  homeops-timeline {
    flex: 1;
    min-height: 0;
  }
`;
