import type { CheckWords } from "../../words.ts";

type Told = Parameters<CheckWords["checks"]["ups-trouble"]>[0];
type Trouble = Told["trouble"];

const TITLES = {
  "low-battery": "USV fast leer",
  "on-battery": "USV läuft auf Batterie",
  overloaded: "USV überlastet",
  off: "USV gibt keinen Strom",
  "replace-battery": "USV-Batterie verbraucht",
  bypassed: "USV überbrückt",
} as const satisfies Record<Trouble, string>;

const SENTENCES = {
  "low-battery": "hat kaum noch Batterie",
  "on-battery": "läuft auf Batterie, weil das Stromnetz fehlt",
  overloaded: "muss mehr tragen, als sie kann",
  off: "ist aus",
  "replace-battery": "meldet, dass ihre Batterie ersetzt werden muss",
  bypassed: "ist überbrückt: Was daran hängt, ist nicht geschützt",
} as const satisfies Record<Trouble, string>;

const ADVICE = {
  "low-battery": "Fahre jetzt herunter, was daran hängt",
  "on-battery": "Prüfe, ob der Strom im ganzen Haus fehlt oder nur ihre Sicherung oder ihr Stecker",
  overloaded: "Nimm etwas von ihr ab, das bei Stromausfall entbehrlich ist",
  off: "Schalte sie an ihrem Knopf ein",
  "replace-battery":
    "Bestelle eine Batterie ihres Typs; bis dahin kann ein Stromausfall sofort beenden, was daran hängt",
  bypassed: "Prüfe, ob sie jemand zur Wartung so geschaltet hat oder ob sie einen Fehler hat",
} as const satisfies Record<Trouble, string>;

/** Deutsch für einzelne Arten von Geräten. */
export const sources = {
  "sign-in-needed": ({ entities, unavailable }, { name, lasting }) => ({
    title: "Neu anmelden",
    sentence: `${name} verlangt eine neue Anmeldung, ${lasting}; ${
      unavailable > 0
        ? `${unavailable} von ${entities} Entitäten sind nicht verfügbar`
        : "was zu sehen ist, kann bald alt sein"
    }`,
    expected: "Die Anmeldung gilt",
    advice: "Öffne die Integration in Home Assistant und melde dich neu an; meist wurde ein Passwort geändert",
    closes: "Jemand hat sich angemeldet",
  }),
  "ups-trouble": (told, { name, lasting }) => ({
    title: TITLES[told.trouble],
    sentence: `${name} ${SENTENCES[told.trouble]}, ${lasting}${levels(told)}${also(told)}`,
    expected: "Sie ist am Stromnetz, mit einer Batterie, die hält",
    advice: ADVICE[told.trouble],
    closes: "Sie meldet, dass alles in Ordnung ist",
  }),
} satisfies Partial<CheckWords["checks"]>;

function levels({ charge, runtime_minutes }: Told): string {
  const parts = [
    ...(charge === null ? [] : [`Batterie bei ${charge} %`]),
    ...(runtime_minutes === null ? [] : [`reicht nach ihrer Rechnung ${runtime_minutes} min`]),
  ];
  return parts.length > 0 ? `; ${parts.join(", ")}` : "";
}

const also = ({ also }: Told): string =>
  also.length > 0 ? `. Außerdem: ${also.map((it) => TITLES[it]).join(", ")}` : "";
