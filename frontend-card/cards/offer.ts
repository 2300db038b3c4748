import { cards, speak } from "../page/words/words.ts";
import type { Hass } from "./hass.ts";

type Kind = keyof typeof cards.kinds;
type Suggestion = { config: { type: string } & Record<string, unknown>; label?: string };
/** What a card would show of an entity; null where it does not fit it. */
type Suggest = (hass: Pick<Hass, "states">, entityId: string) => Suggestion | null;

declare global {
  interface Window {
    customCards?: object[];
  }
}

const DOCUMENTATION = "https://github.com/homeops/homeops/blob/main/frontend-card";

/** Offered when somebody adds a card to a dashboard, in the language that is spoken then. */
export function offer(kind: Kind, suggest: Suggest = () => null): void {
  const type = `homeops-${kind}-card`;
  window.customCards ??= [];
  window.customCards.push({
    type,
    get name() {
      return told(kind).name;
    },
    get description() {
      return told(kind).about;
    },
    preview: true,
    documentationURL: `${DOCUMENTATION}/${kind}-card/README.md`,
    getEntitySuggestion: suggest,
  });
}

function told(kind: Kind) {
  speak(document.documentElement.lang || navigator.language);
  return cards.kinds[kind];
}
