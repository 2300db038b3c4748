import { cards } from "../page/words/words.ts";
import type { Hass } from "./hass.ts";
import { offered } from "./offered.ts";

type Kind = keyof typeof cards.kinds;
type Suggestion = { config: { type: string } & Record<string, unknown>; label?: string };
/** What a card would show of an entity; null where it does not fit it. */
type Suggest = (hass: Pick<Hass, "states">, entityId: string) => Suggestion | null;

declare global {
  interface Window {
    customCards?: object[];
  }
}

/** Offered when somebody adds a card to a dashboard, and suggested for entities that it fits. */
export function offer(kind: Kind, suggest: Suggest = () => null): void {
  const entry = { type: `homeops-${kind}-card`, preview: true, getEntitySuggestion: suggest };
  window.customCards ??= [];
  window.customCards.push(offered(entry, () => cards.kinds[kind], `frontend-card/${kind}-card/README.md`));
}
