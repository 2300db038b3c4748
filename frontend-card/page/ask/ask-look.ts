import { css } from "lit";

export const askLook = css`
  .card {
    display: grid;
    gap: 12px;
    padding: 16px;
  }
  form {
    display: grid;
    gap: 8px;
  }
  [role="status"] {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  [role="status"]:empty {
    position: absolute; /* there for who listens; takes no gap */
  }
  .ask {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px;
  }
  .asked {
    color: var(--quiet);
    overflow-wrap: anywhere;
  }
  .answer {
    font-size: var(--ha-font-size-l, 16px);
    line-height: 24px;
    overflow-wrap: anywhere;
  }
  summary {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    color: var(--quiet);
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  details[open] .icon {
    rotate: 180deg;
  }
  .events {
    display: grid;
    gap: 4px;
    max-height: 240px;
    overflow-y: auto;
  }
  .events li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 12px;
    overflow-wrap: anywhere;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
`;
