import { type CheckWords, lengthOf } from "../words.ts";
import { automations } from "./de/automations.ts";
import { foretold } from "./de/foretell.ts";
import { held } from "./de/held.ts";
import { house } from "./de/house.ts";
import { links } from "./de/links.ts";
import { mending } from "./de/mending.ts";
import { own } from "./de/own.ts";
import { reach } from "./de/reach.ts";
import { sources } from "./de/sources.ts";

const things = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

export const german: CheckWords = {
  checks: {
    ...house,
    ...mending,
    ...foretold,
    "integration-failed": ({ state, reason, entities, line }, { name, lasting }) => ({
      title: state === "setup_retry" ? "Integration ohne Verbindung" : "Integration fehlgeschlagen",
      sentence: `${name} ${
        state === "setup_retry" ? "kann sich nicht verbinden" : "konnte nicht eingerichtet werden"
      }, ${lasting}${reason ? `: ${reason}` : ""}. Davon hängt ab: ${things(entities, "Entität", "Entitäten")}${line ? `. Im Protokoll steht: „${line}“` : ""}`,
      expected: "Sie ist geladen",
      advice:
        state === "setup_retry"
          ? "Prüfe, ob das Gerät oder der Dienst an und erreichbar ist und seine Adresse noch stimmt; Home Assistant versucht es weiter"
          : "Öffne die Integration in Home Assistant, lies ihren Fehler und lade sie neu oder richte sie neu ein",
      closes: "Home Assistant hat sie geladen",
    }),
    ...links,
    ...reach,
    ...sources,
    "device-silent": ({ usual_seconds, longest_seconds, devices = null }, { name, lasting }) => ({
      title: devices === null ? "Gerät ist verstummt" : `${devices} Geräte sind verstummt`,
      sentence:
        devices === null
          ? `${name} hat sich nicht gemeldet, ${lasting}; was Home Assistant davon zeigt, ist alt`
          : `${devices} Geräte von ${name} sind zugleich verstummt und haben sich nicht gemeldet, ${lasting}; was Home Assistant davon zeigt, ist alt`,
      expected: `Es meldet sich mindestens alle ${lengthOf(usual_seconds, "de") ?? "Minute"} und schwieg nie länger als ${lengthOf(longest_seconds, "de") ?? "eine Minute"}`,
      advice: "Prüfe, ob es Strom oder eine frische Batterie hat; wecke es mit seinem Knopf, oder lerne es neu an",
      closes: "Es meldet sich wieder",
    }),
    "device-flapping": ({ times_today, times_week, usual_a_day, neighbours_week }, { name }) => ({
      title: "Gerät verliert die Verbindung",
      sentence:
        neighbours_week === null
          ? `${name} war innerhalb eines Tages ${times_today}-mal nicht erreichbar`
          : `${name} war innerhalb einer Woche ${times_week}-mal nicht erreichbar`,
      expected:
        neighbours_week === null
          ? `${String(usual_a_day).replace(".", ",")}-mal am Tag, wie in den zwei Wochen davor`
          : `Die Hälfte der anderen Geräte ihrer Integration war es höchstens ${neighbours_week}-mal`,
      advice: "Prüfe Stromversorgung und Verbindungsqualität; oft hilft ein Router oder Repeater in der Nähe",
      closes: "Ein Tag mit weniger Unterbrechungen",
    }),
    "battery-low": ({ percent, threshold, volts, is_last }, { name, lasting }) => ({
      title:
        typeof volts === "number"
          ? `Batterie bei ${volts} V`
          : percent === null
            ? "Batterie schwach"
            : `Batterie bei ${percent} %`,
      sentence:
        typeof volts === "number"
          ? `${name} ist bei ${volts} V, mindestens ${lasting}`
          : percent === null
            ? is_last
              ? `${name} meldete zuletzt eine schwache Batterie`
              : `${name} meldet eine schwache Batterie, ${lasting}`
            : is_last
              ? `${name} war bei ${percent} %, als es zuletzt etwas meldete`
              : `${name} ist bei ${percent} %, mindestens ${lasting}`,
      expected:
        typeof volts === "number"
          ? "Mehr; so wenig ist das Ende einer solchen Zelle"
          : percent === null
            ? "Es meldet das nicht"
            : `Mehr als ${threshold} %`,
      advice: "Batterie wechseln oder laden",
      closes:
        typeof volts === "number"
          ? "Es meldet eine höhere Spannung"
          : percent === null
            ? "Es meldet das nicht mehr"
            : `Es meldet mehr als ${threshold} %`,
    }),
    "battery-dying": ({ percent, expected_on, earliest_on, latest_on, now }, { name }) => ({
      title: typeof now === "number" ? `Batterie bei ${now} %` : "Batterie ist bald leer",
      sentence:
        typeof now === "number"
          ? `${name} ist bei ${now} %, wie es etwa für den ${expected_on} vorausgesagt war`
          : `${name}, jetzt bei ${percent} %, ist nach ihrem Verlauf etwa am ${expected_on} leer; in vier von fünf Fällen zwischen ${earliest_on} und ${latest_on}`,
      expected: "Mehr als zwei Wochen übrig",
      advice: "Eine frische Batterie bereithalten und in den nächsten Tagen wechseln",
      closes: "Sie ist gewechselt oder fällt langsamer, als es schien",
    }),
    "automation-broken": ({ kind }, { name, lasting }) => ({
      title: kind === "script" ? "Skript läuft nicht" : "Automation läuft nicht",
      sentence: `${name} hat einen Fehler in der Konfiguration; Home Assistant kann sie nicht einrichten, ${lasting}, sie läuft also nie`,
      expected: "Sie ist an oder aus",
      advice: "Öffne sie im Editor von Home Assistant, der den Fehler nennt, und behebe ihn",
      closes: "Home Assistant hat sie eingerichtet",
    }),
    ...automations,
  },
  own,
  held,
  via: { repairs: "In Home Assistant" },
  severities: { info: "Hinweis", warning: "Warnung", error: "Fehler", critical: "Kritisch" },
  steps: {
    opened: "{title}: {name}",
    reopened: "{title}, wieder: {name}",
    changed: "{title}: {name}",
    closed: "Nicht mehr: {title}: {name}",
    fixed: "Als behoben gemeldet: {title}: {name}",
    not_a_problem: "Kein Problem: {title}: {name}",
  },
  units: { minute: ["Minute", "Minuten"], hour: ["Stunde", "Stunden"], day: ["Tag", "Tagen"] },
  lasting: "seit {length}",
  moments: "seit eben",
};
