import { css } from "lit";

export const navigationLook = css`
  nav > ul:first-child {
    display: grid;
    gap: 8px;
    padding: 8px 4px;
  }
  .place {
    display: grid;
    justify-items: center;
    gap: 4px;
    width: 100%;
    min-height: 60px;
    padding: 4px 2px;
    border: 0;
    border-radius: 12px;
    background: none;
    color: var(--quiet);
    font-size: 12px;
    line-height: 16px;
    font-weight: 500;
    text-align: center;
    text-decoration: none;
  }
  .place > span:last-child {
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .sign {
    display: grid;
    place-items: center;
    width: 56px;
    height: 32px;
    border-radius: 16px;
  }
  .place:hover .sign {
    background: var(--wash);
  }
  .place[aria-current],
  .place[data-current] {
    color: var(--text);
  }
  .place[aria-current] .sign,
  .place[data-current] .sign {
    background: var(--tint);
    color: var(--accent);
  }
  .more {
    display: none;
  }
  #more {
    inset: auto;
    inset-inline-end: 8px;
    bottom: calc(80px + env(safe-area-inset-bottom));
    margin: 0;
    padding: 8px;
    border: 1px solid var(--line);
    border-radius: 16px;
    background: var(--card);
    color: var(--text);
    box-shadow: 0 4px 16px rgba(0, 0, 0, 0.25);
  }
  #more .place {
    display: flex;
    align-items: center;
    gap: 4px;
    min-height: 48px;
    padding-inline-end: 24px;
    font-size: 14px;
  }
  @media (max-width: 840px) {
    nav > ul:first-child {
      grid-auto-flow: column;
      grid-auto-columns: minmax(0, 1fr);
      gap: 0;
      max-width: 600px;
      margin: 0 auto;
      padding: 4px 4px calc(4px + env(safe-area-inset-bottom));
    }
    .place {
      min-height: 56px;
    }
    .later {
      display: none;
    }
    .more {
      display: block;
    }
  }
`;
