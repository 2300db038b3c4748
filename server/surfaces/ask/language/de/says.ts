import type { Asked } from "../../answers/asked.ts";
import type { Folded } from "../../answers/summary/folded.ts";
import type { KnownEntity } from "../../house/known-house.ts";
import { domainOf } from "../../meaning/kinds.ts";
import type { Predicate } from "../../meaning/predicates.ts";
import { formsIn } from "../forms.ts";
import type { Says } from "../says.ts";

export const forms = formsIn({
  locale: "de-DE",
  today: "heute",
  yesterday: "gestern",
  onDay: (day) => `am ${day}`,
  at: (day, time) => `${day} um ${time}`,
  between: (from, to) => `zwischen ${from} und ${to}`,
  clock: (time) => `um ${time}`,
  until: (from, to) => `${from} bis ${to}`,
  and: "und",
  or: "oder",
  noTime: "gar nicht",
  units: {
    day: ["Tag", "Tage"],
    hour: ["Stunde", "Stunden"],
    minute: ["Minute", "Minuten"],
    second: ["Sekunde", "Sekunden"],
  },
});
const { amount, dayOf, lengthOf, listed, momentAfter, momentOf, rangeAfter, rangeOf, spanOf } = forms;

/** How a predicate is told, in words that need no case: what it became. */
const WORDS: Record<Predicate, string> = {
  open: "offen",
  closed: "geschlossen",
  locked: "abgeschlossen",
  unlocked: "aufgeschlossen",
  jammed: "blockiert",
  on: "an",
  off: "aus",
  motion: "Bewegung",
  still: "Ruhe",
  wet: "nass",
  dry: "trocken",
  smoke: "Rauch",
  gas: "Gas",
  home: "zu Hause",
  away: "unterwegs",
  atZone: "dort",
  happened: "ausgelöst",
  playing: "Wiedergabe",
  paused: "Pause",
  heating: "Heizen",
  cooling: "Kühlen",
  cleaning: "Reinigung",
  mowing: "Mähen",
  docked: "angedockt",
  running: "in Betrieb",
  triggered: "ausgelöst",
  armed: "scharf",
  disarmed: "unscharf",
  lowBattery: "schwach",
  connected: "verbunden",
  disconnected: "getrennt",
  charging: "Laden",
  problem: "Störung",
  up: "aufgegangen",
  down: "untergegangen",
  rainy: "Regen",
  snowy: "Schnee",
  sunny: "Sonne",
  updatable: "Aktualisierung",
  restarted: "neu gestartet",
  unavailable: "nicht erreichbar",
  available: "erreichbar",
};

const being = ({ understood: { predicate, comparison } }: Pick<Asked, "understood">): string =>
  comparison
    ? `${comparison.side === "above" ? "über" : "unter"} ${comparison.value}`
    : predicate
      ? WORDS[predicate]
      : "geändert";
const names = (entities: readonly KnownEntity[]): string =>
  entities.length > 3 ? `${entities.length} davon` : listed(entities.map(({ name }) => name));
const about = (it: Asked): string => `${names(it.entities)} (${being(it)})`;

export const says: Says = {
  happened: (entity, state) => `${entity.name}: ${readable(entity, state)}`,
  instant: (it) =>
    `${it.told.entity.name}: ${it.order === "first" ? "zuerst" : "zuletzt"} ${it.isEnd ? "nicht mehr " : ""}${being(it)} ${it.ago === undefined ? "" : `vor ${lengthOf(it.ago)}, `}${momentOf(it.at, it)}.`,
  since: (it) => `${it.told.entity.name}: ${being(it)} seit ${lengthOf(it.seconds)}, ${momentOf(it.at, it)}.`,
  count: (it) => `${about(it)}: ${it.count === 1 ? "einmal" : `${it.count}-mal`} ${spanOf(it)}.`,
  duration: (it) =>
    `${about(it)}: ${lengthOf(it.seconds)} ${spanOf(it)}${it.times > 1 ? `, in ${it.times} Abschnitten` : ""}.`,
  claim: (it) => {
    const [first] = it.told;
    if (!it.value) return `Nein, ${about(it)} ${spanOf(it)} nicht.`;
    return first && !first.spell.isCarried && !it.isMoment
      ? `Ja, ${first.entity.name}: ${being(it)} ${momentOf(first.spell.from, it)}.`
      : `Ja, ${about(it)} ${spanOf(it)}.`;
  },
  list: (it) =>
    it.listed.length === 0
      ? `Nichts davon: ${being(it)} ${spanOf(it)}.`
      : `${listed(it.listed.map(({ name }) => name))}: ${being(it)} ${spanOf(it)}.`,
  longest: (it) =>
    `${it.told.entity.name}: ${it.isShortest ? "am kürzesten" : "am längsten"} ${being(it)} ${momentOf(it.told.spell.from, it)}, ${lengthOf(it.seconds)} lang.`,
  ran: (name, isOngoing) => (isOngoing ? `${name} läuft seit` : `${name} lief`),
  run: (it) =>
    `${it.name} lief ${rangeOf(it.from, it.to, it)}, ${lengthOf(it.seconds)} lang${it.kwh === undefined ? "" : `, und brauchte ${amount(it.kwh, "kWh")}`}.`,
  runs: (it) =>
    `${it.name} lief ${it.count === 1 ? "einmal" : `${it.count}-mal`} ${spanOf(it)}, im Mittel ${lengthOf(it.seconds)} lang${it.kwh === undefined ? "" : `, und brauchte dabei je ${amount(it.kwh, "kWh")}`}.`,
  setTo: (it) => `${it.entity.name}: eingestellt auf ${amount(it.value, it.unit)} ${momentOf(it.at, it)}.`,
  played: (it) => `${listed(it.played.map(({ entity, title }) => `${entity.name} spielte ${title}`))} ${spanOf(it)}.`,
  extreme: (it) =>
    `${it.entity.name}: ${it.isHighest ? "am höchsten" : "am niedrigsten"} mit ${amount(it.value, it.entity.unit)} ${momentOf(it.at, it)}.`,
  average: (it) =>
    `${it.entity.name}: im Mittel ${amount(it.value, it.entity.unit)} ${spanOf(it)}, von ${amount(it.lowest, it.entity.unit)} bis ${amount(it.highest, it.entity.unit)}.`,
  value: (it) => `${it.entity.name}: ${readable(it.entity, it.state)} ${momentOf(it.at, it)}.`,
  total: (it) => `${names(it.entities)}: ${amount(it.value, it.unit)} ${spanOf(it)}.`,
  compared: (it) => `${amount(it.one, it.unit)} gegenüber ${amount(it.other, it.unit)}.`,
  where: (it) =>
    `${it.entity.name} war ${it.state === "home" ? "zu Hause" : it.state === "not_home" ? "unterwegs" : `hier: ${it.state}`} ${spanOf(it)}.`,
  summary: (it) =>
    it.told.length === 0
      ? `Nichts Nennenswertes ${spanOf(it)}.`
      : `${it.told.map((one, i) => `${toldOf(one, it.told[i - 1], it)}.`).join(" ")}${it.more > 0 ? ` Und ${it.more} weitere.` : ""}`,
  attention: ({ away }) =>
    away.length === 0
      ? "Nichts, was heute bekannt ist: alles antwortet."
      : `${away.length} antworten nicht: ${listed(away.slice(0, 5).map(({ name }) => name))}${away.length > 5 ? ` und ${away.length - 5} weitere` : ""}.`,
  never: (it) => `${about(it)}: nicht ${spanOf(it)}, soweit seit ${dayOf(it.since, it)} erinnert.`,
  notSo: (it) => `${about(it)}: jetzt nicht.`,
  notRecordedBefore: (it) => `Vor ${momentOf(it.at, it)} wurde nichts aufgezeichnet.`,
  gap: (it) =>
    `Von ${momentOf(Date.parse(it.gap.from) * 1000, it)} bis ${momentOf(Date.parse(it.gap.to) * 1000, it)} wurde nichts aufgezeichnet: ${it.gap.reason}.`,
  nobodyKnown: (it) => `${it.told.entity.name}: ${being(it)} ${momentOf(it.at, it)}; durch wen, ist nicht bekannt.`,
  usually: ({ what, within_seconds, before, times, expected }) =>
    `Als Ursache ist nichts aufgezeichnet; meist geht höchstens ${within_seconds} s voraus: ${what} (${before} von ${times} Malen, durch Zufall wären ${String(expected).replace(".", ",")} zu erwarten). Das ist eine Vermutung.`,
  clauseNever: ({ subject }) =>
    `${subject.kind === "these" ? names(subject.entities) : "Das"}: dazu ist nichts erinnert, also ist nicht bekannt, wann das war.`,
  mayOnlyTell: (people) => `Ich darf nur sagen, ob ${listed(people)} zu Hause ${people.length > 1 ? "sind" : "ist"}.`,
  leftOut: (names) => `Was nur andere im Haushalt sehen dürfen, fehlt darin: ${listed(names)}.`,
  notToTell: "Das dürfen nur die sehen, die es betrifft.",
  onlyExposed: "Hier darf ich nur von dem sprechen, was für Assist freigegeben ist.",
  othersMayKnow: "Andere im Haushalt sehen vielleicht mehr.",
  nobodyAsks: "Ich weiß nicht, wer fragt, und darf deshalb nichts von diesem Zuhause sagen.",
  untold: (it) =>
    `${names(it.entities)}: was ${spanOf(it)} eingestellt war oder lief, ist nicht erinnert oder wechselte; frag nach einem Zeitpunkt.`,
  whichHalf: "Morgens oder abends? Die Antwort wäre verschieden.",
  stillReading: "Die Vergangenheit dieses Hauses wird gerade gelesen; frag in einer Minute noch einmal.",
  notOurs: "Das ist keine Frage nach der Vergangenheit; frag Home Assistant.",
  future: "Das ist noch nicht geschehen.",
  notUnderstood: "Das habe ich nicht verstanden. Frag wann, wie oft, wie lange oder was passiert ist.",
  unknown: (words) =>
    words.length > 0
      ? `Hier gibt es nichts, was „${words.join(" ")}“ heißt.`
      : "Hier gibt es nichts dieses Namens, das so etwas kann.",
  unclear: (options) =>
    `Was ist gemeint: ${listed(
      options.slice(0, 5).map(({ name }) => name),
      "or",
    )}?`,
};

function toldOf(one: Folded, before: Folded | undefined, it: Asked): string {
  const { text, count, from, to, kwh } = one;
  const day = before && (before.to ?? before.from);
  const used = kwh === undefined ? "" : `, ${amount(kwh, "kWh")}`;
  if (from === undefined && to === undefined) return text;
  if (count > 1) return `${text}, ${count}-mal, zuletzt ${momentAfter(to ?? from ?? it.now, day, it)}`;
  if (from === undefined) return `${text}, bis ${momentAfter(to ?? it.now, day, it)}${used}`;
  return `${text}, ${to === undefined || to === from ? momentAfter(from, day, it) : rangeAfter(from, to, day, it)}${used}`;
}

function readable(entity: KnownEntity, state: string): string {
  if (state !== "" && Number.isFinite(Number(state))) return amount(Number(state), entity.unit);
  const isBinary = domainOf(entity) === "binary_sensor";
  if (isBinary && ["door", "window", "garage_door", "opening"].includes(entity.device_class ?? ""))
    return state === "on" ? "offen" : "geschlossen";
  return (
    {
      on: "an",
      off: "aus",
      home: "zu Hause",
      not_home: "unterwegs",
      open: "offen",
      closed: "geschlossen",
      locked: "abgeschlossen",
      unlocked: "aufgeschlossen",
      unavailable: "nicht erreichbar",
    }[state] ?? state.replaceAll("_", " ")
  );
}
