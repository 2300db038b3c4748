import { css } from "lit";

/** A place of several tabs: beside what it is about there may be a second column. */
export const tabsLook = css`
  :host {
    max-width: none;
  }
  nav {
    margin-block-end: 16px;
  }
  .tabs a {
    text-decoration: none;
  }
  .tabs [aria-current] {
    background: var(--accent);
    color: var(--on-accent);
  }
  .pair {
    display: grid;
    align-items: start;
    gap: 16px;
  }
  @media (min-width: 1200px) {
    .pair {
      grid-template-columns: minmax(0, 760px) minmax(0, 400px);
    }
  }
  .narrowly {
    display: block;
    max-width: 760px;
  }
`;
