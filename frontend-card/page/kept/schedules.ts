import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";
import { controls } from "../look/controls.ts";
import { define } from "../look/define.ts";
import { Followed } from "../look/followed.ts";
import { dayAndTimeOf } from "../look/moments.ts";
import { sentenceOf } from "../look/sentence-of.ts";
import { tones } from "../look/tones.ts";
import { ofSchedules } from "../words/of-schedules.ts";
import { toldLanguage } from "../words/told-language.ts";
import { keptLook } from "./kept-look.ts";
import { linesLook } from "./lines-look.ts";
import { timesTold } from "./times-told.ts";

type Schedule = Commands["schedules/list"]["output"]["items"][number];
type Verb = "run" | "pause" | "resume";

/** What HomeOps does at its times: when it is due, what became of it last; to be done now, or to rest. */
class HomeopsSchedules extends LitElement {
  @property({ attribute: false }) accessor wire: Wire | undefined;
  @property({ type: Number }) accessor home = 0;
  @state() private accessor isBusy = false;
  @state() private accessor told = "";
  @state() private accessor wrong = "";
  readonly #followed = new Followed(this, "schedules/list", () => ({ home: this.home, language: toldLanguage() }));

  override willUpdate(changed: PropertyValues<this>): void {
    this.#followed.look(changed);
  }

  #do = (verb: Verb, job: string) => async () => {
    const say = ofSchedules();
    [this.isBusy, this.told, this.wrong] = [true, "", ""];
    try {
      const now = await this.wire?.ask(`schedules/${verb}`, { home: this.home, job, language: toldLanguage() });
      if (now) this.#show(now);
      this.told = { run: say.asked, pause: say.rests, resume: say.goesOn }[verb];
    } catch (error) {
      this.wrong = sentenceOf(error);
    }
    this.isBusy = false;
  };

  /** Before the feed tells it. */
  #show(now: Schedule): void {
    const { item } = this.#followed;
    if (!item) return;
    this.#followed.show({ ...item, items: item.items.map((one) => (one.job === now.job ? now : one)) });
  }

  override render() {
    const say = ofSchedules();
    const { item, wrong: lost } = this.#followed;
    const wrong = this.wrong || lost;
    return html`
      <p class="help">${item ? say.help : say.coming}</p>
      <p role="status" ?hidden=${!this.told}>${this.told}</p>
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      <ul class="rows">
        ${repeat(
          item?.items ?? [],
          ({ job }) => job,
          (one) => html`<li>${this.#job(one)}</li>`,
        )}
      </ul>
      ${item ? html`<h3>${say.constant}</h3>` : nothing}
      <ul class="rows">
        ${(item?.constant ?? []).map(({ says, times }) => html`<li><span class="name">${says}</span><span class="quiet">${timesTold(times)}</span></li>`)}
      </ul>
    `;
  }

  #job(one: Schedule) {
    const say = ofSchedules();
    const { job, says, is_paused, scope, times } = one;
    const about = [timesTold(times), scope === "server" ? say.server : "", nextOf(one)].filter(Boolean).join(" · ");
    const button = (verb: Verb, [text, label]: [string, string]) =>
      html`<button class="button" aria-label=${label} ?disabled=${this.isBusy} @click=${this.#do(verb, job)}>${text}</button>`;
    return html`
      <span class="name">${says}</span>
      <span class="quiet">${about}</span>
      <span class="quiet last">${lastOf(one)}</span>
      <div class="buttons">
        ${button("run", [say.run, say.runOf(says)])}
        ${is_paused ? button("resume", [say.resume, say.resumeOf(says)]) : button("pause", [say.pause, say.pauseOf(says)])}
      </div>
    `;
  }

  static override readonly styles = [
    tones,
    controls,
    keptLook,
    linesLook,
    css`
      .buttons {
        padding-block-start: 4px;
      }
      .buttons .button {
        padding: 0 14px;
      }
      [hidden] {
        display: none;
      }
    `,
  ];
}

function nextOf({ is_paused, not_before, due_at }: Schedule): string {
  const say = ofSchedules();
  if (is_paused) return say.paused;
  return not_before ? say.again(dayAndTimeOf(not_before)) : say.due(dayAndTimeOf(due_at));
}

function lastOf({ runs: [last] }: Schedule): string {
  const say = ofSchedules();
  if (!last) return say.never;
  const { outcome, ended_at, started_at, said } = last;
  if (outcome === null) return say.running;
  return [say[outcome](dayAndTimeOf(ended_at ?? started_at)), said ?? ""].filter(Boolean).join(": ");
}

define("homeops-schedules", HomeopsSchedules);
