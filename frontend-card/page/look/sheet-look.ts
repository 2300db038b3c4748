import { css } from "lit";

/** A form of several parts: fields beside each other where there is room, switches, and groups under a heading of their own. */
export const sheetLook = css`
  :host {
    container-type: inline-size;
  }
  form {
    display: grid;
    gap: 16px;
  }
  fieldset {
    display: grid;
    gap: 8px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 500;
  }
  fieldset > .help,
  fieldset > .wrong {
    margin: 0;
  }
  .part {
    gap: 12px;
    padding-block-start: 16px;
    border-block-start: 1px solid var(--line);
  }
  .part > legend {
    float: inline-start;
    width: 100%;
    font-size: var(--ha-font-size-l, 16px);
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 176px), 1fr));
    align-items: start;
    gap: 12px;
  }
  .fields.inset {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 144px), 1fr)); /* a time is not as wide as a form */
  }
  .inset {
    padding: 12px;
    border-radius: 8px;
    background: var(--wash);
  }
  .boxes {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .boxes.many {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 232px), 1fr));
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 44px;
    min-height: 44px;
    overflow-wrap: anywhere;
  }
  .check input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 0 2px;
    accent-color: var(--accent);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary .quiet {
    flex: 1;
    text-align: end;
    overflow-wrap: anywhere;
  }
  details[open] > summary .icon {
    rotate: 180deg;
  }
  textarea {
    width: 100%;
    min-height: 96px;
    padding: 12px;
    border: 1px solid color-mix(in srgb, var(--text) 50%, transparent);
    border-radius: 8px;
    background: var(--card);
    color: inherit;
    font: inherit;
    font-size: max(16px, 1em);
  }
  .done {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    min-height: 44px;
    padding-inline: 12px;
    border-radius: 8px;
    background: var(--wash);
    overflow-wrap: anywhere;
  }
  [hidden] {
    display: none;
  }
`;
