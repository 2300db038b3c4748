import type { CheckWords, HouseChecks } from "../../words.ts";
import { type Part, percentsOf } from "../part-words.ts";

const comma = (value: number | null) => String(value).replace(".", ",");
const MEASURES: Readonly<Record<Part["measure"], (part: Part) => string>> = {
  unavailable: ({ before, after }) => `${comma(after)} % der Zeit nicht erreichbar statt ${comma(before)} %`,
  flaps: ({ before, after }) => `${comma(after)}-mal am Tag und Gerät nicht erreichbar statt ${comma(before)}-mal`,
  errors: ({ before, after }) => `${comma(after)} Fehler am Tag im Protokoll statt ${comma(before)}`,
  reports: ({ before, after }) => `${comma(after)} Meldungen in der Stunde statt ${comma(before)}`,
  battery: ({ before, after }) => `Batterien verlieren ${comma(after)} % am Tag statt ${comma(before)} %`,
};
const HOST = { memory: "Arbeitsspeicher", processor: "Prozessor", temperature: "Prozessortemperatur" } as const;

export const house: Pick<CheckWords["checks"], HouseChecks> = {
  "integration-errors": ({ today, usual_a_day, most_a_day, days, line }, { name }) => ({
    title: "Integration meldet viele Fehler",
    sentence: `${name} hat in 24 Stunden etwa ${today} Fehler ins Protokoll geschrieben${line ? `, etwa „${line}“` : ""}`,
    expected: `Etwa ${usual_a_day} am Tag, ${most_a_day} am schlimmsten der ${days} Tage davor`,
    advice: "Lies ihre Zeilen im Protokoll von Home Assistant; lade sie neu, wenn behoben ist, was sie nennen",
    closes: "Sie schreibt nicht mehr als üblich",
  }),
  "disk-full": ({ percent, percent_a_week, expected_on, earliest_on, latest_on }, { name }) => ({
    title: expected_on === null ? `Datenträger zu ${percent} % voll` : "Datenträger ist bald voll",
    sentence:
      expected_on === null
        ? `${name}: ${percent} % des Datenträgers sind belegt`
        : `${name}: ${percent} % des Datenträgers sind belegt, jede Woche ${comma(percent_a_week)} % mehr; voll etwa am ${expected_on}, in vier von fünf Fällen zwischen ${earliest_on} und ${latest_on}`,
    expected: "Weniger als 92 % belegt und kein stetiges Wachstum",
    advice:
      "Lösche alte Backups und Medien oder lass den Recorder weniger Tage behalten; ein voller Datenträger beschädigt Datenbanken",
    closes: "Es ist wieder Platz, oder es wächst nicht weiter",
  }),
  "host-strained": ({ measure, value, limit }, { name, lasting }) => ({
    title: `${HOST[measure]} bei ${value} ${percentsOf(measure)}`,
    sentence: `${name} ist bei ${limit} ${percentsOf(measure)} oder mehr, ${lasting}, jetzt bei ${value} ${percentsOf(measure)}`,
    expected: `Weniger als ${limit} ${percentsOf(measure)}`,
    advice:
      measure === "temperature"
        ? "Prüfe, ob der Lüfter läuft und Luft herankommt; ein heißer Rechner bremst sich selbst"
        : "Prüfe, welche App oder Integration zuletzt dazukam; starte neu, was gewachsen ist",
    closes: "Der Wert liegt unter der Grenze",
  }),
  "recorder-stopped": ({ is_recording, backlog }, { lasting }) => ({
    title: is_recording ? "Recorder kommt nicht nach" : "Recorder steht",
    sentence: is_recording
      ? `Beim Recorder von Home Assistant warten ${backlog} Tausend Ereignisse auf die Datenbank, ${lasting}`
      : `Der Recorder von Home Assistant schreibt nichts, ${lasting}: Verlauf, Energie und Logbuch haben ab da eine Lücke`,
    expected: "Er zeichnet auf, und wenig wartet",
    advice:
      "Prüfe, ob der Datenträger voll oder die Datenbank beschädigt ist; das Protokoll sagt, warum. Ein Neustart startet ihn wieder",
    closes: "Er zeichnet wieder auf",
  }),
  "recorder-growing": ({ worst, days, database }) => ({
    title: database ? "Datenbank wächst weiter" : "Wenige Entitäten füllen die Datenbank",
    sentence: [
      database
        ? `Die Datenbank von Home Assistant hat ${comma(database.gigabytes)} GB, alle vier Wochen ${comma(database.gigabytes_a_month)} GB mehr`
        : "",
      worst
        .map(
          (it) =>
            `${it.entity_id} schreibt ${it.percent} % von allem, was aufgezeichnet wird (${it.states_a_day} Zustände am Tag)`,
        )
        .join(", "),
    ]
      .filter(Boolean)
      .join("; ")
      .concat(worst.length > 0 ? `, über ${days} Tage` : ""),
    expected: database
      ? "Sie behält eine Zahl von Tagen und wächst nicht weiter"
      : "Keine Entität schreibt ein Fünftel von allem",
    advice:
      "Lass sie seltener melden, wenn ihre Integration das kann, oder nimm sie aus dem Recorder; lass ihn weniger Tage behalten",
    closes: "Sie schreibt weniger, oder die Datenbank wächst nicht mehr",
  }),
  "clock-skew": ({ seconds }, { lasting }) => ({
    title: "Uhren gehen verschieden",
    sentence: `Die Uhr von HomeOps geht ${Math.abs(seconds)} Sekunden ${seconds > 0 ? "vor" : "nach"} gegenüber der von Home Assistant, ${lasting}; eine von beiden geht falsch`,
    expected: "Beide stimmen auf die Sekunde überein",
    advice:
      "Lass beide Rechner die Zeit aus dem Netz holen; was zu einer Uhrzeit geschehen soll, geschieht sonst falsch",
    closes: "Sie stimmen wieder überein",
  }),
  "connection-deaf": ({ times }) => ({
    title: "Von Home Assistant kam nichts durch",
    sentence: `Home Assistant antwortete, aber drei Minuten lang kam nicht an, was dort geschah${times > 1 ? `, ${times}-mal an einem Tag` : ""}; die Verbindung wurde neu hergestellt, und was Home Assistant aufgezeichnet hatte, wurde nachgeholt`,
    expected: "Ein eigenes Ereignis ist jede Minute binnen Sekunden zurück",
    advice:
      "Sieh nach, ob Automationen inzwischen liefen; kommt es wieder, sieh in Protokoll und Last von Home Assistant nach und starte es neu",
    closes: "Eine Stunde ist ohne das vergangen",
  }),
  "updates-waiting": ({ count, updates }) => ({
    title: count === 1 ? "Ein Update wartet seit einem Monat" : `${count} Updates warten seit einem Monat`,
    sentence: `Nicht installiert und nicht übersprungen: ${updates.map((it) => `${it.name} ${it.installed} → ${it.latest} (seit ${it.since})`).join(", ")}${count > updates.length ? ` und ${count - updates.length} weitere` : ""}`,
    expected: "Innerhalb eines Monats installiert oder übersprungen",
    advice: "Installiere nach einem Backup, was fällig ist, oder überspringe in Home Assistant, was du nicht willst",
    closes: "Sie sind installiert oder übersprungen",
  }),
  "worse-since-update": ({ name: updated, before, after, on, parts }) => ({
    title: `Schlechter seit dem Update auf ${after}`,
    sentence: `Seit ${updated} am ${on} von ${before} auf ${after} aktualisiert wurde: ${parts.map((part) => `${part.part ? `${part.part} ` : ""}${MEASURES[part.measure](part)}`).join("; ")}`,
    expected: "Wie in der Woche davor; was nicht aktualisiert wurde, ist wie zuvor",
    advice: "Suche nach bekannten Fehlern dieser Version; geh auf die vorige zurück oder warte auf die nächste",
    closes: "Es ist wieder wie zuvor, oder vier Wochen sind vorbei",
  }),
  "device-replaced": ({ old_name, new_name, model, on }) => ({
    title: "Gerät wurde wohl ersetzt",
    sentence: `${new_name}${model ? ` (${model})` : ""} kam am ${on} dorthin, wo ${old_name} nicht mehr zu hören ist`,
    expected: "Eine Geschichte, wo ein Gerät an die Stelle eines anderen trat",
    advice:
      "Wenn es an seine Stelle trat, lass es dessen Geschichte fortführen (house/continue); sonst nenne es kein Problem",
    closes: "Es führt die Geschichte fort, das alte ist wieder zu hören, oder ein Monat ist vorbei",
  }),
};
