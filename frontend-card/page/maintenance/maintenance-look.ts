import { css } from "lit";

export const maintenanceLook = css`
  :host {
    container-type: inline-size;
  }
  section,
  form {
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
  li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    padding-block: 4px;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  .what {
    display: grid;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
  }
  li .quiet,
  header .quiet {
    font-size: 13px;
    line-height: 18px;
  }
  .buttons .button {
    padding: 0 14px;
  }
  .button[aria-expanded="true"] {
    background: var(--accent);
    color: var(--on-accent);
  }
  form {
    padding: 12px;
    border-radius: 8px;
    background: var(--wash);
  }
  form .choice {
    width: 100%;
    max-width: 280px;
  }
  form .field {
    max-width: 280px;
  }
  form .button {
    background: var(--card);
  }
  form p {
    margin: 0;
  }
  [hidden] {
    display: none;
  }
`;
