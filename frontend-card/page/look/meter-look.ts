import { css } from "lit";

/** A battery as a small vessel: `.meter > i`, filled by its width; `.low` around it: it wants a look. */
export const meterLook = css`
  .meter {
    flex: none;
    width: 26px;
    height: 11px;
    padding: 1px;
    border: 1px solid color-mix(in srgb, var(--text) 50%, transparent);
    border-radius: 3px;
  }
  .meter > i {
    display: block;
    height: 100%;
    border-radius: 1px;
    background: color-mix(in srgb, var(--good) 80%, var(--text));
  }
  .low .meter > i {
    background: var(--bad);
  }
`;
