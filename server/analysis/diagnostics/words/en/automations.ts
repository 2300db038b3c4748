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

const KINDS: Readonly<Record<string, string>> = {
  ...{ entity: "an entity", device: "a device", area: "an area", floor: "a floor", label: "a label" },
  action: "an action",
};
const one = ({ what, id, path, now }: Missing): string =>
  `${what === "entity" ? "" : `${what} `}${id} (${path}${now ? `; now ${now}` : ""})`;

export const automations: Pick<CheckWords["checks"], Own> = {
  "refers-to-nothing": ({ kind, title, missing, more }, { name }) => ({
    title:
      missing.length + more === 1
        ? `Refers to ${KINDS[missing[0]?.what ?? ""] ?? "something"} that does not exist`
        : "Refers to what does not exist",
    sentence: `${title === null ? name : `The dashboard ${title}`} names ${missing.map(one).join(", ")}${more > 0 ? ` and ${more} more` : ""}, which ${missing.length + more === 1 ? "does" : "do"} not exist`,
    expected: "Everything that it names exists",
    advice: missing.some(({ now }) => now)
      ? `Open the ${kind} and write the new name in its place`
      : `Open the ${kind} and choose what stands in its place; after a rename it is the new name`,
    closes: "It names only what exists, or what is missing is back",
  }),
  "automation-fails": ({ kind, failed, runs, error, step }, { name }) => ({
    title: kind === "script" ? "Script fails" : "Automation fails",
    sentence: `${name} failed in ${failed} of ${runs} runs within a week, the last time${step ? ` at ${step}` : ""}: ${error}`,
    expected: "It runs to its end",
    advice: "Open its traces in Home Assistant, which show the step, and mend it",
    closes: "It has run to its end",
  }),
  "automation-never-ran": ({ times }, { name }) => ({
    title: "Automation has never run",
    sentence: `${name} is on and its triggers occurred ${times} times, but it has never run`,
    expected: "It runs when its triggers occur",
    advice: "Reload the automations in Home Assistant; if it stays so, look at its triggers and its traces",
    closes: "It has run, or was turned off or changed",
  }),
  "automation-stopped": ({ times, last_run, first, set_up }, { name }) => ({
    title: "Automation no longer reacts",
    sentence: `${name} is on, but has not reacted to its triggers, which occurred ${times} times since; it last ran ${lengthOf(first - last_run, "en") ?? "a moment"} before the first of them${set_up === null ? "" : ", and was loaded anew after that run"}`,
    expected: "It runs when its triggers occur",
    advice:
      set_up === null
        ? "Turn it off and on; if it stays so, look at its triggers and its traces"
        : "Reload the automations in Home Assistant; if it stays so, look at its triggers and its traces",
    closes: "It has run, or was turned off or changed",
  }),
  "automation-too-often": ({ today, most, days }, { name }) => ({
    title: "Automation runs far too often",
    sentence: `${name} ran ${today} times within a day`,
    expected: `At most ${most} runs a day, as on the ${days} days before on which it ran`,
    advice: "See what triggers it: a sensor that jumps between two values, or what it does itself",
    closes: "It runs as often as it used to",
  }),
  "automations-fight": ({ other_name, entity, times, seconds }, { name }) => ({
    title: "Two automations work against each other",
    sentence: `${name} and ${other_name} set ${entity} back and forth ${times} times within ${lengthOf(seconds, "en") ?? `${seconds} seconds`}, each triggered by the other`,
    expected: "One of them decides",
    advice: "Give one of them a condition, so that it leaves alone what the other one did",
    closes: "They have not done so for a day",
  }),
  "automation-forgotten": ({ days_ran }, { name, lasting }) => ({
    title: "Automation turned off and forgotten?",
    sentence: `${name} has been off ${lasting}; somebody turned it off, and it had run on ${days_ran} days of the four weeks before`,
    expected: "It is on, or gone",
    advice: "Turn it on again, or delete it if nobody misses it",
    closes: "It is on again or deleted",
  }),
  "automations-lost": ({ lost, of, names }, { lasting }) => ({
    title: `${lost} automations are gone at once`,
    sentence: `${lost} of ${of} automations went at once and have not run ${lasting}: ${names.join(", ")}${lost > names.length ? " and more" : ""}`,
    expected: "A reload puts back every automation",
    advice: "Restart Home Assistant, which brings them back; a reload from within an automation may break off",
    closes: "They are back, or removed",
  }),
};
