import { css } from "lit";

export const pageLook = css`
  :host {
    min-height: 100dvh;
    background: var(--primary-background-color, #fafafa);
  }
  main {
    max-width: 1280px;
    margin: 0 auto;
    padding: 0 24px 24px;
  }
  homeops-first-evening {
    display: block;
    margin-bottom: 16px;
  }
  .house {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 360px;
    align-items: start;
    gap: 16px;
  }
  aside,
  .memory {
    display: grid;
    gap: 16px;
    min-width: 0;
  }
  aside {
    order: 1;
    position: sticky;
    top: 16px;
    max-height: calc(100dvh - 32px);
    overflow-y: auto;
  }
  .narrow {
    display: grid;
    gap: 16px;
    max-width: 480px;
    margin: 5vh auto 0;
  }
  .away {
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
  .lost {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    margin-bottom: 16px;
    padding: 12px 16px;
    background: color-mix(in srgb, var(--warn) 16%, var(--primary-background-color, #fafafa));
  }
  .homes {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .homes [aria-pressed="true"] {
    background: var(--accent);
    color: var(--on-accent);
  }
  @media (max-width: 960px) {
    .house {
      grid-template-columns: minmax(0, 1fr);
    }
    aside {
      order: 0;
      position: static;
      max-height: none;
      overflow: visible;
    }
  }
  @media (max-width: 600px) {
    main {
      padding: 0 8px 16px;
    }
    .house,
    aside,
    .memory {
      gap: 8px;
    }
    homeops-first-evening {
      margin-bottom: 8px;
    }
  }
`;
