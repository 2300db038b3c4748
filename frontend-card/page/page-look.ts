import { css } from "lit";

export const pageLook = css`
  :host {
    display: grid;
    grid-template: auto minmax(0, 1fr) / auto minmax(0, 1fr);
    min-height: 100dvh;
    background: var(--primary-background-color, #fafafa);
  }
  homeops-page-header {
    grid-column: 1 / -1;
  }
  homeops-navigation {
    position: sticky;
    top: 0;
    align-self: start;
    width: 96px;
  }
  main {
    grid-column: 2;
    width: 100%;
    max-width: 1232px;
    margin: 0 auto;
    padding: 0 24px 24px;
  }
  .skip {
    position: fixed;
    z-index: 10;
    inset-block-start: 8px;
    inset-inline-start: 8px;
  }
  .skip:not(:focus) {
    transform: translateY(-200%);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    min-height: 44px;
    margin-bottom: 12px;
  }
  h1 {
    font-size: 24px;
    line-height: 32px;
    font-weight: 500;
    outline-offset: 4px;
  }
  h1:focus:not(:focus-visible) {
    outline: none;
  }
  .narrow {
    display: grid;
    gap: 16px;
    max-width: 480px;
    margin: 5vh auto 0;
  }
  .away {
    gap: 8px;
    padding: 24px;
    animation: appear 0.3s 1s backwards; /* the first retry is sooner */
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  .coming {
    padding: 20vh 0;
    text-align: center;
  }
  .lost,
  .newer {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px 16px;
    margin-bottom: 16px;
    padding: 12px 16px;
    border-radius: var(--radius);
  }
  .lost {
    background: color-mix(in srgb, var(--warn) 16%, var(--primary-background-color, #fafafa));
  }
  .newer {
    flex-wrap: wrap;
    padding-block: 8px;
    border: 1px solid var(--line);
    background: var(--card);
  }
  .homes {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .homes .button {
    overflow-wrap: anywhere;
    text-decoration: none;
    white-space: normal;
  }
  .homes [aria-current] {
    background: var(--accent);
    color: var(--on-accent);
  }
  @media (max-width: 840px) {
    homeops-navigation {
      position: fixed;
      z-index: 5;
      inset: auto 0 0;
      width: auto;
      border-top: 1px solid var(--line);
      background: var(--card);
    }
    main {
      grid-column: 1 / -1;
      padding: 0 16px calc(96px + env(safe-area-inset-bottom));
    }
  }
  @media (max-width: 600px) {
    main {
      padding-inline: 8px;
    }
    header {
      padding-inline: 8px;
    }
  }
`;
