import { css } from "lit";

export const channelsLook = css`
  section {
    display: grid;
    gap: 12px;
    padding: 16px;
  }
  h2:focus {
    outline: none;
  }
  .channels > li {
    display: grid;
    gap: 8px;
    padding-block: 12px;
  }
  .channels > li + li,
  homeops-add-channel {
    border-block-start: 1px solid var(--line);
  }
  homeops-add-channel {
    padding-block-start: 16px;
  }
  .what {
    display: grid;
    gap: 2px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
  }
  .what .quiet,
  .outcome {
    font-size: 13px;
    line-height: 18px;
  }
  .outcome {
    display: flex;
    gap: 6px;
    overflow-wrap: anywhere;
  }
  .outcome .icon {
    width: 18px;
    height: 18px;
  }
  .outcome.sent .icon {
    color: color-mix(in srgb, var(--good) 75%, var(--text));
  }
  .outcome.refused .icon {
    color: var(--bad);
  }
  .channels .button {
    padding: 0 14px;
  }
`;
