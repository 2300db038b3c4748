import type { Asked } from "../../answers/asked.ts";
import type { Folded } from "../../answers/summary/folded.ts";
import type { KnownEntity } from "../../house/known-house.ts";
import { domainOf } from "../../meaning/kinds.ts";
import { formsIn } from "../forms.ts";
import type { Says } from "../says.ts";
import { because, byCause } from "./because.ts";
import { type Saying, told } from "./told.ts";

export const forms = formsIn({
  locale: "de-DE",
  today: "heute",
  yesterday: "gestern",
  onDay: (day) => `am ${day}`,
  at: (day, time) => `${day} um ${time} Uhr`,
  between: (from, to) => `zwischen ${from} und ${to}`,
  clock: (time) => `um ${time} Uhr`,
  hours: (from, to) => `von ${from} bis ${to} Uhr`,
  until: (from, to) => `${from} bis ${to}`,
  and: "und",
  or: "oder",
  noTime: "gar nicht",
  more: (count) => `${count} weitere`,
  units: {
    day: ["Tag", "Tage", "Tagen"],
    hour: ["Stunde", "Stunden"],
    minute: ["Minute", "Minuten"],
    second: ["Sekunde", "Sekunden"],
  },
});
const {
  amount,
  clockOf,
  dayNamed,
  dayOf,
  lengthOf,
  lengthSince,
  listed,
  momentAfter,
  momentNamed,
  momentOf,
  rangeAfter,
  rangeOf,
  spanOf,
} = forms;

type About = Pick<Asked, "understood">;
const changed: Saying = ["änderte", "änderten", "sich"];
function sayingOf({ understood: { predicate, comparison } }: About, isBecoming: boolean): Saying {
  if (comparison) return ["war", "waren", `${comparison.side === "above" ? "über" : "unter"} ${comparison.value}`];
  return predicate ? told[predicate][isBecoming ? 0 : 1] : changed;
}

/** "Haustür ging gestern um 07:20 Uhr auf". */
function said(name: string, [one, several, rest]: Saying, when: string, isSeveral = false): string {
  return [name, isSeveral ? several : one, when, rest].filter((part) => part !== "").join(" ");
}

const isOfPeople = ({ entities }: Asked): boolean => entities.every((entity) => domainOf(entity) === "person");
const names = (entities: readonly KnownEntity[]): string =>
  entities.length > 3 ? `${entities.length} davon` : listed(entities.map(({ name }) => name));
const was = (it: Asked, when: string, entities = it.entities): string =>
  said(names(entities), sayingOf(it, false), when, entities.length > 1);
const became = (it: Asked, when: string, entities = it.entities): string =>
  said(names(entities), sayingOf(it, true), when, entities.length > 1);

const ORDER = (order: "last" | "first" | number): string =>
  order === "first" ? "zuerst" : order === "last" ? "zuletzt" : order < 0 ? "zum vorletzten Mal" : `zum ${order}. Mal`;
const HOW_LONG = { longest: "am längsten", shortest: "am kürzesten", latest: "zuletzt" };

export const says: Says = {
  happened: (entity, state) => `${entity.name}: ${readable(entity, state)}`,
  instant: (it) => {
    const entities = [it.told.entity];
    const ago = it.ago === undefined ? "" : `vor ${lengthSince(it.ago)}, `;
    if (it.isEnd) return `${was(it, `bis ${ago}${momentNamed(it.at, it)}`, entities)}.`;
    return `${became(it, `${ORDER(it.order)} ${ago}${momentOf(it.at, it)}`, entities)}.`;
  },
  since: (it) => `${became(it, momentOf(it.at, it), [it.told.entity])}, also seit ${lengthSince(it.seconds)}.`,
  count: (it) => `${became(it, `${spanOf(it)} ${it.count === 1 ? "einmal" : `${it.count}-mal`}`)}.`,
  onDays: (it) => `${became(it, `${spanOf(it)} an ${it.count === 1 ? "einem Tag" : `${it.count} Tagen`}`)}.`,
  duration: (it) => {
    const length = it.times > 1 ? `insgesamt ${lengthOf(it.seconds)} in ${it.times} Abschnitten` : lengthOf(it.seconds);
    const denied = it.understood.quantifier === "none" ? " nicht" : "";
    return `${was(it, `${spanOf(it)} ${length}${denied}`)}.`;
  },
  yesOrNo: (value, text) => `${value ? "Ja" : "Nein"}: ${text}`,
  claim: (it) => {
    const [first] = it.told;
    if (it.understood.quantifier === "none")
      return `${it.value ? "Ja" : "Nein"}, ${was(it, `${spanOf(it)}${it.value ? " nicht" : ""}`)}.`;
    if (!it.value)
      return `Nein, ${it.understood.isEvent ? became(it, `${spanOf(it)} nicht`) : was(it, `${spanOf(it)} nicht`)}.`;
    return first && !first.spell.isCarried && !it.isMoment
      ? `Ja, ${became(it, momentOf(first.spell.from, it), [first.entity])}.`
      : `Ja, ${was(it, spanOf(it))}.`;
  },
  listed: (names) => listed(names),
  few: forms.few,
  list: (it) =>
    it.listed.length === 0
      ? `${isOfPeople(it) ? "Niemand" : "Nichts davon"} ${was(it, spanOf(it), [])}.`
      : `${was(it, spanOf(it), it.listed)}.`,
  longest: (it) =>
    `${it.told.entity.name}: ${HOW_LONG[it.length]} ab ${momentNamed(it.told.spell.from, it)}, ${lengthOf(it.seconds)} lang.`,
  ran: (name, isOngoing) => (isOngoing ? `${name} läuft seit` : `${name} lief`),
  run: (it) =>
    `${it.name} lief ${rangeOf(it.from, it.to, it)}, ${lengthOf(it.seconds)} lang${it.kwh === undefined ? "" : `, und brauchte ${amount(it.kwh, "kWh")}`}.`,
  verdict: (isSo, text) => `${isSo ? "Ja" : "Nein"}: ${text}`,
  runs: (it) =>
    `${it.name} lief ${it.count === 1 ? "einmal" : `${it.count}-mal`} ${spanOf(it)}, im Mittel ${lengthOf(it.seconds)} lang${it.kwh === undefined ? "" : `, und brauchte dabei je ${amount(it.kwh, "kWh")}`}.`,
  setTo: (it) => `${it.entity.name}: eingestellt auf ${amount(it.value, it.unit)} ${momentOf(it.at, it)}.`,
  played: (it) => `${listed(it.played.map(({ entity, title }) => `${entity.name} spielte ${title}`))} ${spanOf(it)}.`,
  extreme: (it) =>
    `${it.entity.name}: ${it.isHighest ? "am höchsten" : "am niedrigsten"} mit ${amount(it.value, it.entity.unit)} ${momentOf(it.at, it)}.`,
  average: (it) =>
    `${it.entity.name}: im Mittel ${amount(it.value, it.entity.unit)} ${spanOf(it)}, von ${amount(it.lowest, it.entity.unit)} bis ${amount(it.highest, it.entity.unit)}.`,
  value: (it) => `${it.entity.name}: ${readable(it.entity, it.state)} ${momentOf(it.at, it)}.`,
  amount,
  length: lengthOf,
  dayNamed,
  clock: clockOf,
  change: (it) =>
    `${it.entity.name}: von ${amount(it.from, it.entity.unit)} auf ${amount(it.to, it.entity.unit)} ${spanOf(it)}.`,
  day: (it) =>
    `${names(it.entities)}: am ${it.isHighest ? "meisten" : "wenigsten"} ${dayOf(it.at, it)}, ${it.value}; gesehen ${spanOf(it)}.`,
  usualTime: (it) => `${became(it, `${spanOf(it)} meist gegen ${it.clock} Uhr, ${it.count}-mal`)}.`,
  noUsualTime: "Das war zu verschieden oder zu selten, um eine übliche Zeit zu nennen.",
  perDay: (it) =>
    `${names(it.entities)}: im Mittel ${it.value} am Tag, über ${it.days === 1 ? "einen ganzen Tag" : `${it.days} ganze Tage`}.`,
  total: (it) => `${names(it.entities)}: ${amount(it.value, it.unit)} ${spanOf(it)}.`,
  compared: (it) => `${it.one} gegenüber ${it.other}.`,
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
  findings: ({ count, told, about }) =>
    count === 0
      ? `${about ? `${listed(about.map(({ name }) => name))}: es` : "Es"} ist nichts bekannt, was nicht in Ordnung wäre.`
      : `${told.map((one) => `${one}.`).join(" ")}${count > told.length ? ` Und ${count - told.length} weitere.` : ""}`,
  never: (it) => `${became(it, `${spanOf(it)} nicht`)}, soweit seit ${dayNamed(it.since, it)} erinnert.`,
  notSo: (it) => `So ist es jetzt nicht: ${names(it.entities)}.`,
  notRecordedBefore: (it) => `Vor ${momentNamed(it.at, it)} wurde nichts aufgezeichnet.`,
  gap: (it) =>
    `Von ${momentNamed(Date.parse(it.gap.from) * 1000, it)} bis ${momentNamed(Date.parse(it.gap.to) * 1000, it)} wurde nichts aufgezeichnet: ${it.gap.reason}.`,
  deed: (it) => `${it.by.name}: ${became(it, momentOf(it.at, it), [it.told.entity])}.`,
  noDeed: (it) => `Dass ${it.by.name} das getan hat, ist nicht erinnert: ${names(it.entities)}.`,
  because: (it) => `${became(it, momentOf(it.at, it), [it.told.entity])}${because(it.causes)}.`,
  cause: (cause) => byCause(cause),
  nobodyKnown: (it) => `${became(it, momentOf(it.at, it), [it.told.entity])}; durch wen, ist nicht bekannt.`,
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
