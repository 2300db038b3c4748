import { css } from "lit";

/** What Home Assistant's theme would give; each pair reads at 4.5 : 1 or better. */
export const pageTheme = css`
  :root {
    color-scheme: light dark;
    --primary-background-color: light-dark(#fafafa, #111111);
    --card-background-color: light-dark(#ffffff, #1c1c1c);
    --primary-text-color: light-dark(#141414, #e1e1e1);
    --secondary-text-color: light-dark(#5e5e5e, #a3a3a3);
    --divider-color: light-dark(rgba(0, 0, 0, 0.12), rgba(225, 225, 225, 0.12));
    --primary-color: light-dark(#006d8a, #4fc3e8);
    --text-primary-color: light-dark(#ffffff, #0b1c22);
    --error-color: light-dark(#c62828, #ff8a80);
    --warning-color: light-dark(#e08e00, #ffb74d);
    --success-color: light-dark(#2e8b37, #66bb6a);
    background: var(--primary-background-color);
  }
  :root[data-theme="light"] {
    color-scheme: light;
  }
  :root[data-theme="dark"] {
    color-scheme: dark;
  }
  body {
    margin: 0;
  }
`;
