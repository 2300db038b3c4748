import { css } from "lit";

/** A list to choose from, with an arrow of ours. */
export const choiceLook = css`
  .choice {
    position: relative;
    width: 148px;
  }
  .choice .icon {
    position: absolute;
    inset-block-start: 14px;
    inset-inline-end: 12px;
    color: var(--quiet);
    pointer-events: none;
  }
  select {
    padding-inline-end: 36px;
    appearance: none;
  }
  input,
  select {
    border-color: var(--line);
    font-size: 14px;
  }
  @container (max-width: 640px) {
    input,
    select {
      font-size: 16px; /* a phone zooms in on smaller ones */
    }
  }
`;
