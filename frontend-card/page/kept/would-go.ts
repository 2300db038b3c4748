import { html, nothing } from "lit";
import { bytes } from "../look/amounts.ts";
import { words } from "../words/words.ts";

export interface Question {
  /** Undefined while it is counted. */
  going: { events: number; bytes: number } | undefined;
  isForGood?: boolean;
  wrong: string;
  isBusy: boolean;
  apply(): void;
  cancel(): void;
  act?: string;
}

/** What would go, before it goes. */
export function wouldGo({ going, isForGood, wrong, isBusy, apply, cancel, act = words.kept.apply }: Question) {
  const { kept } = words;
  const say = isForGood ? kept.wouldForget : kept.wouldGo;
  const sentence = !going
    ? kept.looking
    : going.events === 0
      ? kept.nothingGoes
      : say(going.events, bytes(going.bytes));
  return html`
    <div class="sure">
      <p role="status">${wrong ? nothing : sentence}</p>
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      <div class="buttons">
        <button class="button ${going && going.events > 0 ? "grave" : "main"}" ?disabled=${!going || isBusy || wrong !== ""} @click=${apply}>
          ${act}
        </button>
        <button class="button plain" @click=${cancel}>${kept.cancel}</button>
      </div>
    </div>
  `;
}
