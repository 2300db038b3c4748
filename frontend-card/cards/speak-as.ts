import { chooseManner } from "../page/look/locale.ts";
import { speak } from "../page/words/words.ts";
import type { Hass } from "./hass.ts";
import { mannerOf } from "./manner-of.ts";

/** In the language, and in the manner, that this person chose in Home Assistant. */
export function speakAs(hass: Pick<Hass, "locale" | "config">): void {
  speak(hass.locale.language);
  chooseManner(mannerOf(hass));
}

/** Before anything of ours is shown: Home Assistant says the language of its page. */
export function speakAsPage(): void {
  const { lang } = document.documentElement;
  if (lang) speak(lang);
}
