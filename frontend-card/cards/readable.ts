import { css } from "lit";

/** Home Assistant's own blue and red are too faint for words; mixed with the colour of its text they stay its own. */
export const readable = css`
  :host {
    --homeops-accent: color-mix(in srgb, var(--primary-color) 65%, var(--primary-text-color));
    --homeops-bad: color-mix(in srgb, var(--error-color) 70%, var(--primary-text-color));
  }
  .readable {
    --accent: var(--homeops-accent);
    --bad: var(--homeops-bad);
    --primary-color: var(--homeops-accent);
    --error-color: var(--homeops-bad);
    --text-primary-color: var(--ha-card-background, var(--card-background-color));
    --ha-card-border-width: 0;
    --ha-card-box-shadow: none;
  }
`;
