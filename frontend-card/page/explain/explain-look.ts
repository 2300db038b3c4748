import { css } from "lit";

export const explainLook = css`
  dialog {
    position: fixed;
    inset-block: 0;
    inset-inline: auto 0;
    width: min(480px, 100vw);
    height: 100dvh;
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    border: 0;
    border-inline-start: 1px solid var(--line);
    background: var(--card);
    color: var(--text);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  dialog[open] {
    animation: from-the-side 0.25s ease-out;
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.4);
  }
  article {
    display: grid;
    gap: 20px;
    padding: 0 24px 24px;
  }
  header {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    align-items: center;
    margin: 0 -12px -8px;
    padding: 8px 0;
    background: var(--card);
  }
  header h2 {
    flex: 1;
    padding-inline-start: 12px;
    font-size: 16px;
    font-weight: 500;
  }
  .subject {
    font-size: 20px;
    line-height: 28px;
    overflow-wrap: anywhere;
  }
  .sentence {
    font-size: 16px;
    line-height: 24px;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 16px;
    padding-top: 16px;
    border-top: 1px solid var(--line);
  }
  dt {
    color: var(--quiet);
  }
  dd {
    overflow-wrap: anywhere;
  }
  i {
    display: block;
    height: 36px;
    margin-bottom: 12px;
    border-radius: 8px;
    background: var(--wash);
  }
  .wrong[hidden] {
    display: none;
  }
  dialog[open]:dir(rtl) {
    animation-name: from-the-other-side;
  }
  @keyframes from-the-other-side {
    from {
      transform: translateX(-32px);
      opacity: 0;
    }
  }
  @keyframes from-the-side {
    from {
      transform: translateX(32px);
      opacity: 0;
    }
  }
  @media (max-width: 600px) {
    dialog {
      inset: auto 0 0 0;
      width: 100vw;
      height: auto;
      max-height: 90dvh;
      border: 0;
      border-radius: 20px 20px 0 0;
    }
    article {
      padding: 0 16px calc(24px + env(safe-area-inset-bottom));
    }
    dialog[open],
    dialog[open]:dir(rtl) {
      animation-name: from-below;
    }
  }
  @keyframes from-below {
    from {
      transform: translateY(48px);
      opacity: 0;
    }
  }
`;
