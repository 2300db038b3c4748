import { aboutDe } from "./about-de.ts";
import { aboutEn } from "./about-en.ts";
import { cardsDe } from "./cards-de.ts";
import { cardsEn } from "./cards-en.ts";
import { dashboardDe } from "./dashboard-de.ts";
import { dashboardEn } from "./dashboard-en.ts";
import { de } from "./de.ts";
import { en, type Words } from "./en.ts";
import { findingsDe } from "./findings-de.ts";
import { findingsEn } from "./findings-en.ts";
import { nativeDe } from "./native-de.ts";
import { nativeEn } from "./native-en.ts";
import { pairingDe } from "./pairing-de.ts";
import { pairingEn } from "./pairing-en.ts";
import { placesDe } from "./places-de.ts";
import { placesEn } from "./places-en.ts";
import { safekeepingDe } from "./safekeeping-de.ts";
import { safekeepingEn } from "./safekeeping-en.ts";

/** In the first of these languages that we speak. */
function inLanguage<Texts>(
  spoken: { en: Texts } & Record<string, Texts>,
  languages: readonly string[] = globalThis.navigator?.languages ?? [],
): Texts {
  const found = languages.map((language) => spoken[language.slice(0, 2).toLowerCase()]).find(Boolean);
  return found ?? spoken.en;
}

/** In the browser's language, or the one that was chosen: to be read when they are shown, not kept. */
export let words = inLanguage<Words>({ en, de });
export let cards = inLanguage({ en: cardsEn, de: cardsDe });
export let findings = inLanguage({ en: findingsEn, de: findingsDe });
export let dashboard = inLanguage({ en: dashboardEn, de: dashboardDe });
export let native = inLanguage({ en: nativeEn, de: nativeDe });
export let about = inLanguage({ en: aboutEn, de: aboutDe });
export const pairing = inLanguage({ en: pairingEn, de: pairingDe });
export const places = inLanguage({ en: placesEn, de: placesDe });
export const safekeeping = inLanguage({ en: safekeepingEn, de: safekeepingDe });

/** Home Assistant lets everybody choose their own language. */
export function speak(language: string): void {
  words = inLanguage<Words>({ en, de }, [language]);
  cards = inLanguage({ en: cardsEn, de: cardsDe }, [language]);
  findings = inLanguage({ en: findingsEn, de: findingsDe }, [language]);
  dashboard = inLanguage({ en: dashboardEn, de: dashboardDe }, [language]);
  native = inLanguage({ en: nativeEn, de: nativeDe }, [language]);
  about = inLanguage({ en: aboutEn, de: aboutDe }, [language]);
}
