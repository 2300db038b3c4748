import { css, html, LitElement, nothing } from "lit";
import { property } from "lit/decorators.js";
import type { AboutMe } from "#server/surfaces/mine/contract.ts";
import { keptLook } from "../kept/kept-look.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { tones } from "../look/tones.ts";
import { about } from "../words/words.ts";

type Thing = AboutMe["things"][number];

/** What tells of somebody's movements, what they noted, and what they asked. */
class HomeopsMyThings extends LitElement {
  static override readonly styles = [
    tones,
    controls,
    keptLook,
    css`
      .rows {
        gap: 12px;
      }
    `,
  ];

  @property({ attribute: false }) accessor me: AboutMe | undefined;

  override render() {
    if (!this.me) return nothing;
    const { things, notes, asked } = this.me;
    return html`
      ${
        things.length > 0
          ? html`<p class="help">${about.thingsHelp}</p>
            <ul class="rows">${things.map(thingRow)}</ul>`
          : nothing
      }
      <h3>${about.notes}</h3>
      ${notes.count === 0 ? html`<p class="help">${about.noNotes}</p>` : html`<ul class="rows">${notes.items.map(noteRow)}</ul>`}
      <h3>${about.asked}</h3>
      <p class="help">${asked.is_kept ? about.askedKept : about.askedNot} ${about.deeds(asked.changes)}</p>
    `;
  }
}

const thingRow = (thing: Thing) => html`
  <li class="row">
    <div>
      <span class="name">${thing.name ?? thing.entity_id}</span>
      <span class="quiet">${[about.why[thing.why], ...beside(thing)].join(" · ")}</span>
      <span class="quiet">${counted(thing)}</span>
    </div>
  </li>
`;

const beside = ({ also, is_gone }: Thing): string[] => [
  ...(also.length > 0 ? [about.also(also.join(", "))] : []),
  ...(is_gone ? [about.gone] : []),
];

function counted({ events, since, last_at }: Thing): string {
  if (events === 0 || !since || !last_at) return about.noEvents;
  return [about.events(events), about.since(dayAndTimeOf(since)), about.last(dayAndTimeOf(last_at))].join(" · ");
}

const noteRow = ({ at, text }: AboutMe["notes"]["items"][number]) => html`
  <li class="row">
    <div>
      <span class="name">${text}</span>
      <span class="quiet">${dayAndTimeOf(at)}</span>
    </div>
  </li>
`;

define("homeops-my-things", HomeopsMyThings);
