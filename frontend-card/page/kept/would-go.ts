import { html, nothing } from "lit";
import { bytes } from "../look/amounts.ts";
import { words } from "../words/words.ts";

export interface Question {
  /** Undefined while it is counted. */
  going: { events: number; bytes: number } | undefined;
  /** How it is said; by night, unless told otherwise. */
  say?: (events: number, bytes: string) => string;
  wrong: string;
  isBusy: boolean;
  apply(): void;
  cancel(): void;
  act?: string;
}

/** What would go, before it goes. */
export function wouldGo({ going, wrong, isBusy, apply, cancel, act = words.kept.apply, ...question }: Question) {
  const { kept } = words;
  const say = question.say ?? kept.wouldGo;
  const sentence = !going
    ? kept.looking
    : going.events === 0
      ? kept.nothingGoes
      : say(going.events, bytes(going.bytes));
  const isGrave = going !== undefined && going.events > 0;
  return sure({ sentence, isGrave, isReady: going !== undefined, wrong, isBusy, apply, cancel, act });
}

type Sure = Required<Pick<Question, "wrong" | "isBusy" | "apply" | "cancel" | "act">> & {
  sentence: string;
  isGrave: boolean;
  isReady: boolean;
};

/** A sentence, and whether to do it. */
export function sure({ sentence, isGrave, isReady, wrong, isBusy, apply, cancel, act }: Sure) {
  return html`
    <div class="sure">
      <p role="status">${wrong ? nothing : sentence}</p>
      <p class="wrong" role="alert" ?hidden=${!wrong}>${wrong}</p>
      <div class="buttons">
        <button class="button ${isGrave ? "grave" : "main"}" ?disabled=${!isReady || isBusy || wrong !== ""} @click=${apply}>
          ${act}
        </button>
        <button class="button plain" @click=${cancel}>${words.kept.cancel}</button>
      </div>
    </div>
  `;
}
