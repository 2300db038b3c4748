import { css } from "lit";

export const remediesLook = css`
  :host {
    display: grid;
    align-items: start;
    gap: 16px;
  }
  .main,
  .beside {
    display: grid;
    gap: 16px;
    min-width: 0;
  }
  .incidents {
    display: grid;
    gap: 4px;
    padding: 12px;
    border-radius: 8px;
    background: color-mix(in srgb, var(--warn) 16%, transparent);
    font-size: 13px;
    line-height: 18px;
  }
  @media (min-width: 1200px) {
    :host {
      grid-template-columns: minmax(0, 760px) minmax(0, 400px);
    }
  }
`;
