import type { SignName } from "../signs.ts";

/** Warum etwas wohl ausfällt. */
export const german: Readonly<Record<SignName, string>> = {
  flaps: "es war diese Woche mehrmals nicht erreichbar",
  more_flaps: "es ist viel öfter nicht erreichbar als zuvor",
  long_outage: "es war in den letzten zwei Wochen stundenlang nicht erreichbar",
  failed_before: "es war in den letzten drei Monaten einen halben Tag oder länger nicht erreichbar",
  silent: "es hat sich länger nicht gemeldet als üblich",
  link: "seine Verbindung ist schwächer geworden",
  battery: "seine Batterie ist fast leer",
  restarts: "es ist an mehreren Tagen dieser Woche neu gestartet",
};
