import { css, html } from "lit";
import type { Commands } from "../../data/commands.ts";
import { icon } from "../look/icons.ts";
import { words } from "../words/words.ts";

type Outcome = Commands["connections/test"]["output"];

/** What a test found: the version, whose token it is, and in a sentence each what will be missing. */
export const testOutcome = ({ version, is_admin, missing }: Outcome) => html`
  <div class="outcome" role="status">
    <p class="works">${icon("check")}${words.connect.works(version)}</p>
    <ul>
      <li>${is_admin ? words.connect.admin : words.connect.notAdmin}</li>
      ${
        missing.length === 0
          ? html`<li>${words.connect.complete}</li>`
          : missing.map(({ sentence }) => html`<li>${sentence}</li>`)
      }
    </ul>
  </div>
`;

export const testOutcomeLook = css`
  .outcome {
    padding: 12px 16px;
    border-radius: 8px;
    background: color-mix(in srgb, var(--good) 12%, transparent);
  }
  .works {
    display: flex;
    gap: 8px;
    font-weight: 500;
  }
  .works .icon {
    color: var(--good);
  }
  .outcome ul {
    margin: 4px 0 0 28px;
    color: var(--quiet);
  }
`;
