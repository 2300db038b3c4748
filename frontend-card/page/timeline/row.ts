import { css, html } from "lit";
import { icon } from "../look/icons.ts";
import { timeOf } from "../look/moments.ts";
import { words } from "../words/words.ts";
import { iconOf, isActive } from "./domain-icon.ts";
import type { Row } from "./order.ts";
import { phrase, subjectOf } from "./phrase.ts";

type Shown = { isNew: boolean; isCurrent: boolean };

/** One line of the timeline; only the current one is a stop of the tab key, the arrows lead to the others. */
export const row = ({ event, oldest, readings, times = 1 }: Row, { isNew, isCurrent }: Shown) => html`
  <li class=${isNew ? "new" : ""}>
    <button class="row" data-event=${event.event} tabindex=${isCurrent ? 0 : -1} aria-haspopup="dialog">
      <time datetime=${event.at}>${timeOf(event.at)}</time>
      <span class="sign" ?data-active=${isActive(event)}>${icon(iconOf(event))}</span>
      <span class="told"><b>${subjectOf(event)}</b> <span class="did">${phrase(event, words, times > 1 ? event.old_state : before({ oldest, readings }))}</span></span>
      <span class="aside">${aside(event.area, readings, times)}</span>
    </button>
  </li>
`;

/** What a row begins with; the first reading of all has nothing before it but itself. */
const before = ({ oldest, readings }: Pick<Row, "oldest" | "readings">): string | null =>
  oldest.old_state ?? (readings > 1 ? oldest.state : null);

const aside = (area: string | null, readings: number, times: number): string =>
  [
    ...(readings > 1 ? [words.timeline.readings(readings)] : []),
    ...(times > 1 ? [words.timeline.times(times)] : []),
    ...(area ? [area] : []),
  ].join(" · ");

export const rowLook = css`
  li {
    content-visibility: auto;
    contain-intrinsic-size: auto 48px;
  }
  .row {
    display: grid;
    grid-template-columns: 76px 36px 1fr fit-content(45%);
    grid-template-areas: "time sign told aside";
    align-items: center;
    gap: 0 12px;
    width: 100%;
    min-height: 48px;
    padding: 4px 16px;
    border: 0;
    background: none;
    text-align: start;
    transition: background 0.15s;
  }
  .row:hover {
    background: var(--wash);
  }
  .row:focus-visible {
    outline-offset: -2px;
    border-radius: 8px;
  }
  time {
    grid-area: time;
    color: var(--quiet);
    font-size: 13px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .sign {
    grid-area: sign;
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--wash);
    color: var(--quiet);
  }
  .sign[data-active] {
    background: color-mix(in srgb, var(--warn) 20%, transparent);
    color: color-mix(in srgb, var(--warn) 75%, var(--text));
  }
  .told {
    grid-area: told;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .told b {
    font-weight: 500;
  }
  .did {
    display: inline-block; /* a value goes to the next line as a whole */
    max-width: 100%;
  }
  .aside {
    grid-area: aside;
    overflow-wrap: anywhere;
    color: var(--quiet);
    font-size: 13px;
  }
  .new {
    animation: arrive 0.4s ease-out;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(-16px);
      background: var(--tint);
    }
  }
  @container (max-width: 520px) {
    .row {
      grid-template-columns: 36px 1fr auto;
      grid-template-areas: "sign told time" "sign aside aside";
      align-content: center;
      min-height: 56px;
    }
    time {
      align-self: start;
      line-height: 20px;
    }
    .row:has(> .aside:empty) {
      grid-template-areas: "sign told time";
    }
    .row:has(> .aside:empty) time {
      align-self: center;
    }
    .aside:empty {
      display: none;
    }
  }
`;
