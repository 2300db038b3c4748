import { css } from "lit";

export const devicesLook = css`
  :host {
    container-type: inline-size;
  }
  :host([bounded]),
  :host([bounded]) section {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  :host([bounded]) .scroll {
    flex: 1 1 420px;
    max-height: none;
  }
  section {
    overflow: hidden;
  }
  header {
    display: grid;
    gap: 12px;
    padding: 16px 16px 8px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .search {
    position: relative;
    flex: 1 1 180px;
  }
  .search .icon {
    position: absolute;
    inset-block-start: 14px;
    inset-inline-start: 14px;
    color: var(--quiet);
    pointer-events: none;
  }
  .search input {
    padding-inline-start: 44px;
  }
  .only {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    cursor: pointer;
  }
  .only input {
    width: 20px;
    height: 20px;
    margin: 0;
    accent-color: var(--accent);
  }
  .row,
  .heads {
    display: grid;
    grid-template-columns: minmax(0, 2.4fr) minmax(0, 1.2fr) minmax(0, 1.1fr) minmax(0, 0.9fr) minmax(0, 1.5fr);
    column-gap: 16px;
    padding-inline: 16px;
  }
  .heads {
    border-block-end: 1px solid var(--line);
  }
  .heads button {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-width: 44px;
    max-width: 100%;
    min-height: 44px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--quiet);
    font-size: 13px;
    font-weight: 500;
    text-align: start;
  }
  .heads [aria-sort="ascending"] button,
  .heads [aria-sort="descending"] button {
    color: var(--text);
  }
  .heads .icon {
    width: 16px;
    height: 16px;
  }
  .scroll {
    max-height: max(320px, calc(100dvh - 330px));
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .all {
    position: relative;
  }
  .row {
    position: absolute;
    inset-inline: 0;
    inset-block-start: 0;
    align-items: center;
    height: 60px;
    border-block-end: 1px solid var(--line);
    cursor: pointer;
    contain: strict;
  }
  .row:hover {
    background: var(--wash);
  }
  .row > div,
  .open {
    display: grid;
    min-width: 0;
  }
  .row > div > *,
  .open > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .row .quiet {
    font-size: 13px;
    line-height: 18px;
  }
  .row > div > .open {
    min-height: 52px;
    align-content: center;
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
  }
  .open b {
    font-weight: 500;
  }
  .open:focus-visible {
    outline-offset: -2px;
    border-radius: 4px;
  }
  .row .severity {
    font-size: inherit;
  }
  .well,
  .level {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .well .icon {
    width: 16px;
    height: 16px;
    color: color-mix(in srgb, var(--good) 75%, var(--text));
  }
  .bars {
    flex: none;
    display: flex;
    align-items: end;
    gap: 2px;
    width: 18px;
    height: 14px;
  }
  .bars > i {
    flex: 1;
    height: 25%;
    border-radius: 1px;
    background: var(--line);
  }
  .bars > i:nth-child(2) {
    height: 50%;
  }
  .bars > i:nth-child(3) {
    height: 75%;
  }
  .bars > i:nth-child(4) {
    height: 100%;
  }
  .bars[data-bars="1"] > i:first-child,
  .bars[data-bars="2"] > i:nth-child(-n + 2),
  .bars[data-bars="3"] > i:nth-child(-n + 3),
  .bars[data-bars="4"] > i {
    background: color-mix(in srgb, var(--text) 75%, transparent);
  }
  .empty {
    padding: 16px;
  }
  .wrong {
    margin: 0 16px 8px;
  }
  [hidden] {
    display: none;
  }
`;
