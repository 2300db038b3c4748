import type { nativeEn } from "./native-en.ts";

export const nativeDe: typeof nativeEn = {
  lastChanged: {
    name: "HomeOps: zuletzt geändert von",
    about: "Wer oder was es zuletzt geändert hat, und wann; gedrückt sagt es, warum.",
    why: (told) => `${told}. Warum?`,
    asking: "Wird nachgesehen …",
    unremembered: "Nicht im Gedächtnis",
    away: "HomeOps antwortet nicht",
    by: {
      person: (who) => `von ${who}`,
      automation: (name) => `durch Automation ${name}`,
      script: (name) => `durch Skript ${name}`,
      scene: (name) => `durch Szene ${name}`,
      group: (name) => `mit ${name}`,
      device: (name) => `an ${name}`,
      byHand: "von selbst oder von Hand",
      integration: "durch eine Integration",
      sun: "durch die Sonne",
      time: "durch die Uhr",
      start: "bei einem Neustart",
      unknown: "durch etwas Unbekanntes",
    },
    showTime: "Zeit zeigen",
  },
  badge: {
    name: "HomeOps: das Gedächtnis",
    about: "Ob dein Zuhause im Gedächtnis bleibt, und wie viel heute geschehen ist.",
    remembering: "Merkt sich alles",
    paused: "Pausiert",
    away: "Nicht da",
    catchingUp: "Holt auf",
    today: (events) => `${events} heute`,
    open: "Gedächtnis öffnen",
    close: "Schließen",
    showCount: "Zeigen, wie viel heute geschehen ist",
  },
};
