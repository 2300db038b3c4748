import { css } from "lit";

/** As high and as round as Home Assistant's own features, in whose row it stands. */
export const lastLook = css`
  :host {
    container-type: inline-size;
  }
  .last {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    height: var(--feature-height, 42px);
    min-height: 0;
    padding: 0 12px;
    border: 0;
    border-radius: var(--feature-border-radius, 12px);
    background: var(--wash);
    color: var(--text);
    text-align: start;
    overflow: hidden;
  }
  .last:not(:disabled):hover {
    background: color-mix(in srgb, var(--text) 10%, transparent);
  }
  .last:disabled {
    cursor: default;
  }
  .last .icon {
    color: var(--quiet);
  }
  .told {
    flex: 1;
    min-width: 0;
    display: grid;
  }
  .told > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .by {
    font-weight: 500;
    line-height: 18px;
  }
  .at {
    color: var(--quiet);
    font-size: 12px;
    line-height: 16px;
    font-variant-numeric: tabular-nums;
  }
  /* A long name takes the line of the time. */
  @container (max-width: 200px) {
    .told {
      display: block;
      max-height: 34px;
      overflow: hidden;
    }
    .last .by {
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      font-size: 13px;
      line-height: 17px;
      white-space: normal;
    }
    .at {
      display: block;
      line-height: 17px;
    }
  }
`;
