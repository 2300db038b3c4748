import { css } from "lit";

/** Buttons and fields, large enough for a thumb: 44 px. */
export const controls = css`
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 44px;
    padding: 0 20px;
    border: 0;
    border-radius: 22px;
    background: var(--tint);
    color: var(--accent);
    font-weight: 500;
    white-space: nowrap;
    transition: background 0.15s;
  }
  .button:hover {
    background: color-mix(in srgb, var(--accent) 14%, transparent);
  }
  .button.main {
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.main:hover {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }
  .button.grave {
    background: color-mix(in srgb, var(--bad) 10%, transparent);
    color: var(--bad);
  }
  .button.plain {
    padding: 0 12px;
    background: none;
  }
  .button.plain:hover {
    background: var(--tint);
  }
  .button:disabled {
    cursor: default;
    opacity: 0.5;
  }
  .round {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 44px;
    height: 44px;
    border: 0;
    border-radius: 50%;
    background: none;
    color: var(--quiet);
  }
  .round:hover {
    background: var(--wash);
    color: var(--text);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .field > label {
    display: block;
    margin-bottom: 4px;
    font-weight: 500;
  }
  input,
  select {
    width: 100%;
    height: 48px;
    padding: 0 12px;
    border: 1px solid color-mix(in srgb, var(--text) 50%, transparent);
    border-radius: 8px;
    background: var(--card);
    color: inherit;
    font: inherit;
    font-size: max(16px, 1em); /* a phone zooms in on smaller ones */
    text-overflow: ellipsis;
  }
  input::placeholder {
    color: var(--quiet);
    opacity: 1;
  }
  input:focus-visible,
  select:focus-visible {
    border-color: var(--accent);
    outline-offset: -1px;
  }
  [aria-invalid="true"],
  [aria-invalid="true"]:focus-visible {
    border-color: var(--bad);
    outline-color: var(--bad);
  }
  .help,
  .wrong {
    margin-top: 4px;
    font-size: 13px;
    line-height: 18px;
  }
  .help {
    color: var(--quiet);
  }
  .wrong {
    color: var(--bad);
  }
`;
