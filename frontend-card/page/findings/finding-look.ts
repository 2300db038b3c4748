import { css } from "lit";

export const findingLook = css`
  .head {
    display: flex;
    align-items: center;
    gap: 12px;
    width: 100%;
    min-height: 56px;
    padding: 8px 16px;
    border: 0;
    background: none;
    text-align: start;
  }
  .head:hover {
    background: var(--wash);
  }
  .head:focus-visible {
    outline-offset: -2px;
  }
  .sign {
    background: color-mix(in srgb, var(--tone) 16%, transparent);
    color: color-mix(in srgb, var(--tone) 75%, var(--text));
  }
  .what {
    flex: 1;
    min-width: 0;
    display: grid;
  }
  .what b {
    font-weight: 500;
  }
  .what b,
  .what .quiet {
    overflow-wrap: anywhere;
  }
  .what .quiet {
    font-size: 13px;
    line-height: 18px;
  }
  .details {
    display: grid;
    gap: 12px;
    padding: 4px 16px 16px;
    padding-inline-start: 64px;
  }
  dl {
    display: grid;
    gap: 8px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    table-layout: fixed;
  }
  th,
  td {
    padding: 6px 12px 6px 0;
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
    unicode-bidi: plaintext;
  }
  th:dir(rtl),
  td:dir(rtl) {
    padding: 6px 0 6px 12px;
    text-align: right;
  }
  th {
    font-size: 12px;
    line-height: 16px;
    font-weight: 400;
    color: var(--quiet);
  }
  td {
    border-block-start: 1px solid var(--line);
  }
  dl:empty {
    display: none;
  }
  dt {
    font-size: 12px;
    line-height: 16px;
    color: var(--quiet);
  }
  dd,
  p {
    overflow-wrap: anywhere;
  }
  .button {
    padding: 0 16px;
  }
  @container (max-width: 420px) {
    .details {
      padding-inline-start: 16px;
    }
    .severity {
      display: none;
    }
  }
`;
