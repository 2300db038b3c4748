import { chooseLocale } from "../page/look/locale.ts";
import { speak } from "../page/words/words.ts";
import type { Hass } from "./hass.ts";

const HOURS: Record<string, string> = { "12": "-u-hc-h12", "24": "-u-hc-h23" };

/** In the language, and with the clock, that this person chose in Home Assistant. */
export function speakAs({ language, time_format }: Hass["locale"]): void {
  speak(language);
  chooseLocale(`${language}${HOURS[time_format] ?? ""}`);
}

/** Before anything of ours is shown: Home Assistant says the language of its page. */
export function speakAsPage(): void {
  const { lang } = document.documentElement;
  if (lang) speak(lang);
}
