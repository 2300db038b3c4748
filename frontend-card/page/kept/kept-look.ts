import { css } from "lit";

/** Rows of a name and what can be done with it, and the question before something goes. */
export const keptLook = css`
  :host {
    display: grid;
    gap: 12px;
  }
  .help {
    margin: 0;
  }
  h3 {
    margin-top: 8px;
    font-size: 14px;
    font-weight: 500;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px;
  }
  .row {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px 12px;
    min-height: 44px;
  }
  .rows {
    display: grid;
    gap: 4px;
  }
  .row .name {
    display: block;
    overflow-wrap: anywhere;
  }
  .row .quiet {
    display: block;
    font-size: 13px;
    line-height: 18px;
  }
  .row select {
    width: auto;
    height: 44px;
  }
  .options {
    display: grid;
    gap: 16px;
    justify-items: start;
    padding: 4px 0;
  }
  .option {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  .option .quiet {
    display: block;
    font-size: 13px;
    line-height: 18px;
  }
  .button[aria-pressed="true"] {
    background: var(--accent);
    color: var(--on-accent);
  }
  .sure {
    display: grid;
    gap: 12px;
    padding: 12px;
    border-radius: 8px;
    background: var(--wash);
  }
  .check {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
  }
  .check input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 0 2px;
    accent-color: var(--accent);
  }
  form,
  .fields {
    display: grid;
    gap: 12px;
  }
`;
