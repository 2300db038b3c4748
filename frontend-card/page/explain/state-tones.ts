import { css } from "lit";
import type { StateSpan } from "#server/store/series/contract.ts";

/** At rest a state is pale; the others have colours in the order in which they came. */
const AT_REST = new Set(["off", "closed", "idle", "not_home", "locked", "standby", "unavailable", "unknown"]);

export const namesIn = (states: readonly StateSpan[]): string[] => [...new Set(states.map(({ state }) => state))];

export const toneOf = (state: string, states: readonly StateSpan[]): number =>
  AT_REST.has(state)
    ? 0
    : 1 +
      (namesIn(states)
        .filter((name) => !AT_REST.has(name))
        .indexOf(state) %
        4);

export const tonesOfStates = css`
  [data-tone="0"] {
    --tone: var(--line);
  }
  [data-tone="1"] {
    --tone: var(--warn);
  }
  [data-tone="2"] {
    --tone: var(--accent);
  }
  [data-tone="3"] {
    --tone: var(--good);
  }
  [data-tone="4"] {
    --tone: var(--bad);
  }
`;
