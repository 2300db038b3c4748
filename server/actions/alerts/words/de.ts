import type { AlertWords } from "../words.ts";

export const german: AlertWords = {
  dangers: { smoke: "Rauch", gas: "Gas", leak: "Wasser", intrusion: "Alarm", unsafe: "Nicht sicher" },
  dangerText: "{names}, seit {time}",
  dangerUnplaced: "Irgendwo im Haus, seit {time}",
  event: "{type} {names}",
  kinds: { alert: "{title}", reminder: "Immer noch: {title}", recovery: "Vorbei: {title}", eased: "Besser: {title}" },
  recovered: "Es ist wieder in Ordnung",
  verbs: {
    ...{ ack: "Ich kümmere mich", snooze: "Morgen", not_a_problem: "Kein Problem" },
    ...{ mend: "Tu es", leave: "Lass es" },
  },
  digests: {
    daily: "Heute zu Hause",
    weekly: "Diese Woche zu Hause",
    over: "{title} (vorbei)",
    more: "und {count} weitere",
  },
};
