import { css } from "lit";

/** How bad something is, in words of its own tone. */
export const severityLook = css`
  .info {
    --tone: var(--accent);
  }
  .warning {
    --tone: var(--warn);
  }
  .error,
  .critical {
    --tone: var(--bad);
  }
  .severity {
    flex: none;
    font-size: 12px;
    font-weight: 500;
    color: color-mix(in srgb, var(--tone) 50%, var(--text));
  }
`;
