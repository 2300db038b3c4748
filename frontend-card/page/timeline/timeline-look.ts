import { css } from "lit";

export const timelineLook = css`
  section {
    container-type: inline-size;
    padding-bottom: 8px;
    overflow: clip;
  }
  :host([bounded]),
  :host([bounded]) section {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  :host([bounded]) section {
    padding-bottom: 0;
  }
  :host([bounded]) .scroll {
    flex: 1 1 var(--homeops-list-height, 420px);
    min-height: 0;
    overflow-y: auto;
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 8px 4px;
    padding-inline: 16px 8px;
  }
  homeops-filter-bar {
    padding: 0 16px 12px;
    border-bottom: 1px solid var(--line);
  }
  .live {
    color: var(--quiet);
  }
  .dot {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--quiet);
  }
  .dot[data-live] {
    background: var(--good);
  }
  h3 {
    position: sticky;
    top: 0;
    z-index: 1;
    padding: 12px 16px 4px;
    background: var(--card);
    color: var(--quiet);
    font-size: 13px;
    font-weight: 500;
  }
  .news {
    position: sticky;
    top: 40px;
    z-index: 2;
    display: flex;
    justify-content: center;
    height: 0;
  }
  .news .button {
    flex: none;
    box-shadow: 0 2px 8px rgba(0, 0, 0, 0.25);
  }
  .hollow {
    padding: 24px 16px;
    color: var(--quiet);
    text-align: center;
  }
  .hollow .button {
    margin-top: 12px;
  }
  .hollow i {
    display: block;
    height: 36px;
    margin-bottom: 16px;
    border-radius: 8px;
    background: color-mix(in srgb, var(--text) 10%, transparent);
    animation: breathe 1.2s ease-in-out infinite alternate;
  }
  .older {
    display: flex;
    margin: 8px auto 0;
  }
  @keyframes breathe {
    to {
      opacity: 0.4;
    }
  }
`;
