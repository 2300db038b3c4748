import { de } from "./de.ts";
import { en, type Words } from "./en.ts";
import { pairingDe } from "./pairing-de.ts";
import { pairingEn } from "./pairing-en.ts";
import { safekeepingDe } from "./safekeeping-de.ts";
import { safekeepingEn } from "./safekeeping-en.ts";

/** In the first language of the browser that we speak. */
function inLanguage<Texts>(spoken: { en: Texts } & Record<string, Texts>): Texts {
  const languages = globalThis.navigator?.languages ?? [];
  const found = languages.map((language) => spoken[language.slice(0, 2).toLowerCase()]).find(Boolean);
  return found ?? spoken.en;
}

export const words = inLanguage<Words>({ en, de });
export const pairing = inLanguage({ en: pairingEn, de: pairingDe });
export const safekeeping = inLanguage({ en: safekeepingEn, de: safekeepingDe });
