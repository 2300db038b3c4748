import type { Asked } from "../../answers/asked.ts";
import type { Folded } from "../../answers/summary/folded.ts";
import type { KnownEntity } from "../../house/known-house.ts";
import { domainOf } from "../../meaning/kinds.ts";
import { formsIn } from "../forms.ts";
import type { Says } from "../says.ts";
import { ENDS, WORDS } from "./told.ts";

export const forms = formsIn({
  locale: "en-GB",
  today: "today",
  yesterday: "yesterday",
  onDay: (day) => `on ${day}`,
  at: (day, time) => `${day} at ${time}`,
  between: (from, to) => `between ${from} and ${to}`,
  clock: (time) => `at ${time}`,
  hours: (from, to) => `from ${from} to ${to}`,
  until: (from, to) => `${from} to ${to}`,
  and: "and",
  or: "or",
  noTime: "no time",
  more: (count) => `${count} more`,
  units: {
    day: ["day", "days"],
    hour: ["hour", "hours"],
    minute: ["minute", "minutes"],
    second: ["second", "seconds"],
  },
});
const {
  amount,
  clockOf,
  dayNamed,
  dayOf,
  lengthOf,
  listed,
  momentAfter,
  momentNamed,
  momentOf,
  rangeAfter,
  rangeOf,
  spanOf,
} = forms;

const HOW_LONG = { longest: "longest", shortest: "for the shortest time", latest: "last" };

const isNone = ({ understood }: About): boolean => understood.quantifier === "none";

type About = Pick<Asked, "understood">;
const did = ({ understood: { predicate, comparison } }: About): string =>
  comparison ? `went ${comparison.side} ${comparison.value}` : predicate ? WORDS[predicate][0] : "changed";
const being = ({ understood: { predicate, comparison } }: About): string =>
  comparison ? `${comparison.side} ${comparison.value}` : predicate ? WORDS[predicate][1] : "different";

const names = (entities: readonly KnownEntity[]): string =>
  entities.length > 3 ? `${entities.length} of them` : listed(entities.map(({ name }) => name));
const nameOf = (it: Asked): string => names(it.entities);
const during = (it: Asked): string => spanOf(it);

export const says: Says = {
  happened: (entity, state) => `${entity.name}: ${readable(entity, state)}`,
  instant: (it) => {
    const verb =
      (it.isEnd || isNone(it)) && it.understood.predicate ? (ENDS[it.understood.predicate] ?? "ended") : did(it);
    const when = it.ago === undefined ? momentOf(it.at, it) : `${lengthOf(it.ago)} ago, ${momentOf(it.at, it)}`;
    if (typeof it.order === "number")
      return `${it.told.entity.name}, ${it.order < 0 ? "the last time but one" : `time number ${it.order}`}: ${verb} ${when}.`;
    return `${it.told.entity.name} ${it.order} ${verb} ${when}.`;
  },
  since: (it) =>
    `${it.told.entity.name} has been ${being(it)} for ${lengthOf(it.seconds)}, since ${momentNamed(it.at, it)}.`,
  count: (it) => `${nameOf(it)} ${did(it)} ${it.count === 1 ? "once" : `${it.count} times`} ${during(it)}.`,
  onDays: (it) => `${nameOf(it)} ${did(it)} on ${it.count === 1 ? "one day" : `${it.count} days`} ${during(it)}.`,
  duration: (it) =>
    `${nameOf(it)} ${it.entities.length > 1 ? "were" : "was"} ${isNone(it) ? "not " : ""}${being(it)} for ${lengthOf(it.seconds)} ${during(it)}${it.times > 1 ? `, in ${it.times} parts` : ""}.`,
  yesOrNo: (value, text) => `${value ? "Yes" : "No"}: ${text}`,
  claim: (it) => {
    const [first] = it.told;
    // "was it not locked": yes, it was not.
    const isDenied = isNone(it);
    const isSo = it.value !== isDenied;
    const what = it.understood.isEvent
      ? `${names(first ? [first.entity] : it.entities)} ${did(it)}`
      : `${nameOf(it)} ${it.entities.length > 1 ? "were" : "was"} ${isSo ? "" : "not "}${being(it)}`;
    const yes = it.value ? "Yes" : "No";
    if (!isSo) return `${yes}, ${it.understood.isEvent ? "nothing of the kind happened" : what} ${during(it)}.`;
    return `${yes}, ${first && !first.spell.isCarried && !it.isMoment ? `${first.entity.name} ${did(it)} ${momentOf(first.spell.from, it)}` : `${what} ${during(it)}`}.`;
  },
  listed: (names) => listed(names),
  few: forms.few,
  list: (it) =>
    it.listed.length === 0
      ? `None ${being(it)} ${during(it)}.`
      : `${listed(it.listed.map(({ name }) => name))} ${it.listed.length > 1 ? "were" : "was"} ${being(it)} ${during(it)}.`,
  longest: (it) =>
    `${it.told.entity.name} was ${being(it)} ${HOW_LONG[it.length]} from ${momentOf(it.told.spell.from, it)}, for ${lengthOf(it.seconds)}.`,
  ran: (name, isOngoing) => (isOngoing ? `${name} has been running since` : `${name} ran`),
  run: (it) =>
    `${it.name} ran ${rangeOf(it.from, it.to, it)}, for ${lengthOf(it.seconds)}${it.kwh === undefined ? "" : `, and used ${amount(it.kwh, "kWh")}`}.`,
  verdict: (isSo, text) => `${isSo ? "Yes" : "No"}: ${text}`,
  runs: (it) =>
    `${it.name} ran ${it.count === 1 ? "once" : `${it.count} times`} ${during(it)}, for ${lengthOf(it.seconds)} on average${it.kwh === undefined ? "" : `, and used ${amount(it.kwh, "kWh")} each time`}.`,
  setTo: (it) => `${it.entity.name} was set to ${amount(it.value, it.unit)} ${momentOf(it.at, it)}.`,
  played: (it) => `${listed(it.played.map(({ entity, title }) => `${entity.name} played ${title}`))} ${during(it)}.`,
  extreme: (it) =>
    `${it.entity.name} was ${it.isHighest ? "highest" : "lowest"} at ${amount(it.value, it.entity.unit)} ${momentOf(it.at, it)}.`,
  average: (it) =>
    `${it.entity.name} was ${amount(it.value, it.entity.unit)} on average ${during(it)}, between ${amount(it.lowest, it.entity.unit)} and ${amount(it.highest, it.entity.unit)}.`,
  value: (it) => `${it.entity.name} was ${readable(it.entity, it.state)} ${momentOf(it.at, it)}.`,
  amount,
  length: lengthOf,
  dayNamed,
  clock: clockOf,
  change: (it) =>
    `${it.entity.name} went from ${amount(it.from, it.entity.unit)} to ${amount(it.to, it.entity.unit)} ${during(it)}.`,
  day: (it) =>
    `${nameOf(it)}: ${it.isHighest ? "most" : "least"} ${dayOf(it.at, it)}, ${it.value}; looked at ${during(it)}.`,
  usualTime: (it) =>
    `${nameOf(it)} mostly ${it.understood.edge === "end" && it.understood.predicate ? (ENDS[it.understood.predicate] ?? "ended") : did(it)} around ${it.clock}: ${it.count} times ${during(it)}.`,
  noUsualTime: "It was at too different times, or too seldom, to name a usual one.",
  perDay: (it) =>
    `${nameOf(it)}: ${it.value} a day on average, over ${it.days === 1 ? "one whole day" : `${it.days} whole days`}.`,
  total: (it) => `${nameOf(it)}: ${amount(it.value, it.unit)} ${during(it)}.`,
  compared: (it) => `${it.one} against ${it.other}.`,
  where: (it) =>
    `${it.entity.name} was ${it.state === "home" ? "at home" : it.state === "not_home" ? "away" : `at ${it.state}`} ${during(it)}.`,
  summary: (it) =>
    it.told.length === 0
      ? `Nothing worth telling happened ${during(it)}.`
      : `${it.told.map((one, i) => `${toldOf(one, it.told[i - 1], it)}.`).join(" ")}${it.more > 0 ? ` And ${it.more} more.` : ""}`,
  attention: ({ away }) =>
    away.length === 0
      ? "Nothing that is known today: everything answers."
      : `${away.length} do not answer: ${listed(away.slice(0, 5).map(({ name }) => name))}${away.length > 5 ? ` and ${away.length - 5} more` : ""}.`,
  findings: ({ count, told, about }) =>
    count === 0
      ? `Nothing is known to be wrong${about ? ` with ${listed(about.map(({ name }) => name))}` : ""}.`
      : `${told.map((one) => `${one}.`).join(" ")}${count > told.length ? ` And ${count - told.length} more.` : ""}`,
  never: (it) =>
    `${nameOf(it)} never ${did(it)}${it.understood.when ? ` ${during(it)}` : ""}, as far as is remembered since ${dayNamed(it.since, it)}.`,
  notSo: (it) => `${nameOf(it)} is not ${being(it)} now.`,
  notRecordedBefore: (it) => `Nothing was recorded before ${momentNamed(it.at, it)}.`,
  gap: (it) =>
    `Nothing was recorded from ${momentNamed(Date.parse(it.gap.from) * 1000, it)} to ${momentNamed(Date.parse(it.gap.to) * 1000, it)}: ${it.gap.reason}.`,
  deed: (it) => `${it.by.name}: ${it.told.entity.name} ${did(it)} ${momentOf(it.at, it)}.`,
  noDeed: (it) => `Nothing that is remembered says that ${it.by.name} did that to ${nameOf(it)}.`,
  because: ({ sentence }) => sentence,
  cause: ({ sentence }) => sentence,
  nobodyKnown: (it) =>
    `${it.told.entity.name} ${did(it)} ${momentOf(it.at, it)}; nothing that is remembered says by whom.`,
  usually: ({ what, within_seconds, before, times, expected }) =>
    `Nothing is recorded as the cause; usually ${what} within ${within_seconds} s before (${before} of ${times} times, by chance ${expected} would be expected). That is a guess.`,
  clauseNever: ({ subject }) =>
    `${subject.kind === "these" ? names(subject.entities) : "That"}: nothing of the kind is remembered, so I cannot say when that was.`,
  mayOnlyTell: (people) => `I may only tell whether ${listed(people)} ${people.length > 1 ? "are" : "is"} at home.`,
  leftOut: (names) => `What only others of the household may see is left out: ${listed(names)}.`,
  notToTell: "Only those whom it concerns may see that.",
  onlyExposed: "Here I may only speak of what is exposed to Assist.",
  othersMayKnow: "Others of the household may see more.",
  nobodyAsks: "I do not know who asks, so I may tell nothing of this home.",
  untold: (it) =>
    `What ${nameOf(it)} was set to or played ${during(it)} is not remembered, or changed meanwhile; ask about one moment.`,
  whichHalf: "In the morning or in the afternoon? Both would be answered differently.",
  stillReading: "The past of this home is being read just now; ask again in a minute.",
  notOurs: "That is not about the past; ask Home Assistant.",
  future: "That has not happened yet.",
  notUnderstood: "I did not understand that. Ask when, how often, how long, or what happened.",
  unknown: (words) =>
    words.length > 0
      ? `I do not know anything here called “${words.join(" ")}”.`
      : "Nothing here of that name can do that.",
  unclear: (options) =>
    `Which one: ${listed(
      options.slice(0, 5).map(({ name }) => name),
      "or",
    )}?`,
};

function toldOf(one: Folded, before: Folded | undefined, it: Asked): string {
  const { text, count, from, to, kwh } = one;
  const day = before && (before.to ?? before.from);
  const used = kwh === undefined ? "" : `, ${amount(kwh, "kWh")}`;
  if (from === undefined && to === undefined) return text;
  if (count > 1) return `${text} ${count} times, last ${momentAfter(to ?? from ?? it.now, day, it)}`;
  if (from === undefined) return `${text} until ${momentAfter(to ?? it.now, day, it)}${used}`;
  return `${text} ${to === undefined || to === from ? momentAfter(from, day, it) : rangeAfter(from, to, day, it)}${used}`;
}

function readable(entity: KnownEntity, state: string): string {
  if (state !== "" && Number.isFinite(Number(state))) return amount(Number(state), entity.unit);
  const isBinary = domainOf(entity) === "binary_sensor";
  if (isBinary && ["door", "window", "garage_door", "opening"].includes(entity.device_class ?? ""))
    return state === "on" ? "open" : "closed";
  return state.replaceAll("_", " ");
}
