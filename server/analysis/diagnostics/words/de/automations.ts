import { type CheckWords, lengthOf } from "../../words.ts";

type Own =
  | "refers-to-nothing"
  | "automation-fails"
  | "automation-never-ran"
  | "automation-stopped"
  | "automation-too-often"
  | "automations-fight"
  | "automation-forgotten"
  | "automations-lost";
type Missing = { what: string; id: string; path: string; now: string | null };

const KINDS: Readonly<Record<string, readonly [accusative: string, noun: string]>> = {
  entity: ["eine Entität", ""],
  device: ["ein Gerät", "Gerät "],
  area: ["einen Bereich", "Bereich "],
  floor: ["ein Stockwerk", "Stockwerk "],
  label: ["ein Label", "Label "],
  action: ["eine Aktion", "Aktion "],
};
const one = ({ what, id, path, now }: Missing): string =>
  `${KINDS[what]?.[1] ?? ""}${id} (${path}${now ? `; heißt jetzt ${now}` : ""})`;

export const automations: Pick<CheckWords["checks"], Own> = {
  "refers-to-nothing": ({ title, missing, more }, { name }) => ({
    title:
      missing.length + more === 1
        ? `Nennt ${KINDS[missing[0]?.what ?? ""]?.[0] ?? "etwas"}, ${pronoun(missing[0]?.what)} es nicht gibt`
        : "Nennt, was es nicht gibt",
    sentence: `${title === null ? name : `Das Dashboard ${title}`} nennt ${missing.map(one).join(", ")}${more > 0 ? ` und ${more} weitere` : ""}; das gibt es nicht`,
    expected: "Alles, was genannt wird, gibt es",
    advice: missing.some(({ now }) => now)
      ? "Öffne den Eintrag und setze den neuen Namen ein"
      : "Öffne den Eintrag und wähle, was an dessen Stelle steht; nach einer Umbenennung ist es der neue Name",
    closes: "Es wird nur genannt, was es gibt, oder das Fehlende ist zurück",
  }),
  "automation-fails": ({ kind, failed, runs, error, step }, { name }) => ({
    title: kind === "script" ? "Skript schlägt fehl" : "Automation schlägt fehl",
    sentence: `${name} schlug in einer Woche bei ${failed} von ${runs} Läufen fehl, zuletzt${step ? ` bei ${step}` : ""}: ${error}`,
    expected: "Sie läuft bis zum Ende",
    advice: "Öffne in Home Assistant die Traces, die den Schritt zeigen, und behebe den Fehler",
    closes: "Ein Lauf kam bis zum Ende",
  }),
  "automation-never-ran": ({ times }, { name }) => ({
    title: "Automation lief noch nie",
    sentence: `${name} ist an und die Auslöser traten ${times}-mal ein, doch gelaufen ist sie nie`,
    expected: "Sie läuft, wenn ihre Auslöser eintreten",
    advice: "Lade die Automationen in Home Assistant neu; bleibt es dabei, prüfe Auslöser und Traces",
    closes: "Sie ist gelaufen, oder wurde ausgeschaltet oder geändert",
  }),
  "automation-stopped": ({ times, last_run, first, set_up }, { name }) => ({
    title: "Automation reagiert nicht mehr",
    sentence: `${name} ist an, reagiert aber nicht auf ihre Auslöser, die seither ${times}-mal eintraten; zuletzt lief sie ${lengthOf(first - last_run, "de") ?? "einen Moment"} vor dem ersten davon${set_up === null ? "" : ", und nach jenem Lauf wurde sie neu geladen"}`,
    expected: "Sie läuft, wenn ihre Auslöser eintreten",
    advice:
      set_up === null
        ? "Schalte sie aus und wieder ein; bleibt es dabei, prüfe Auslöser und Traces"
        : "Lade die Automationen in Home Assistant neu; bleibt es dabei, prüfe Auslöser und Traces",
    closes: "Sie ist gelaufen, oder wurde ausgeschaltet oder geändert",
  }),
  "automation-too-often": ({ today, most, days }, { name }) => ({
    title: "Automation läuft viel zu oft",
    sentence: `${name} lief innerhalb eines Tages ${today}-mal`,
    expected: `Höchstens ${most} Läufe am Tag, wie an den ${days} Tagen davor, an denen sie lief`,
    advice: "Sieh nach, was sie auslöst: ein Sensor, der zwischen zwei Werten springt, oder was sie selbst tut",
    closes: "Sie läuft so oft wie früher",
  }),
  "automations-fight": ({ other_name, entity, times, seconds }, { name }) => ({
    title: "Zwei Automationen arbeiten gegeneinander",
    sentence: `${name} und ${other_name} stellten ${entity} ${times}-mal hin und her, innerhalb von ${lengthOf(seconds, "de") ?? `${seconds} Sekunden`}, jede ausgelöst von der anderen`,
    expected: "Eine von beiden entscheidet",
    advice: "Gib einer von ihnen eine Bedingung, damit sie lässt, was die andere tat",
    closes: "Sie taten es einen Tag lang nicht",
  }),
  "automation-forgotten": ({ days_ran }, { name, lasting }) => ({
    title: "Automation ausgeschaltet und vergessen?",
    sentence: `${name} ist aus, ${lasting}; jemand schaltete sie aus, und in den vier Wochen davor lief sie an ${days_ran} Tagen`,
    expected: "Sie ist an, oder gelöscht",
    advice: "Schalte sie wieder ein, oder lösche sie, wenn niemand sie vermisst",
    closes: "Sie ist wieder an oder gelöscht",
  }),
  "automations-lost": ({ lost, of, names }, { lasting }) => ({
    title: `${lost} Automationen sind auf einmal weg`,
    sentence: `${lost} von ${of} Automationen verschwanden auf einmal und laufen nicht, ${lasting}: ${names.join(", ")}${lost > names.length ? " und weitere" : ""}`,
    expected: "Neu laden bringt jede Automation zurück",
    advice: "Starte Home Assistant neu, das bringt sie zurück; lädt eine Automation sich selbst neu, kann es abbrechen",
    closes: "Sie sind wieder da, oder entfernt",
  }),
};

const pronoun = (what: string | undefined): string =>
  what === "area" ? "den" : what === "entity" || what === "action" ? "die" : "das";
