import type { CheckWords, HouseChecks } from "../../words.ts";
import { type Part, percentsOf } from "../part-words.ts";

const times = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
const MEASURES: Readonly<Record<Part["measure"], (part: Part) => string>> = {
  unavailable: ({ before, after }) => `out of reach ${after} % of the time instead of ${before} %`,
  flaps: ({ before, after }) => `out of reach ${after} times a day and device instead of ${before}`,
  errors: ({ before, after }) => `${after} errors a day in the log instead of ${before}`,
  reports: ({ before, after }) => `${after} reports an hour instead of ${before}`,
  battery: ({ before, after }) => `batteries lose ${after} % a day instead of ${before} %`,
};
const HOST = { memory: "Memory", processor: "Processor", temperature: "Processor temperature" } as const;

export const house: Pick<CheckWords["checks"], HouseChecks> = {
  "integration-errors": ({ today, usual_a_day, most_a_day, days, line }, { name }) => ({
    title: "Integration writes many errors",
    sentence: `${name} has written about ${times(today, "error")} into the log in 24 hours${line ? `, such as "${line}"` : ""}`,
    expected: `About ${usual_a_day} a day, and ${most_a_day} on the worst of the ${days} days before`,
    advice: "Read its lines in Home Assistant's log; reload the integration once what they name is mended",
    closes: "It writes no more than is usual for it",
  }),
  "disk-full": ({ percent, percent_a_week, expected_on, earliest_on, latest_on }, { name }) => ({
    title: expected_on === null ? `Disk ${percent} % full` : "Disk will be full soon",
    sentence:
      expected_on === null
        ? `${name}: ${percent} % of the disk are used`
        : `${name}: ${percent} % of the disk are used, ${percent_a_week} % more each week; it will be full about ${expected_on}, between ${earliest_on} and ${latest_on} in four of five cases`,
    expected: "Less than 92 % used, and no steady growth",
    advice: "Delete old backups and media, or let the recorder keep fewer days; a full disk damages databases",
    closes: "There is room again, or it no longer grows",
  }),
  "host-strained": ({ measure, value, limit }, { name, lasting }) => ({
    title: `${HOST[measure]} at ${value} ${percentsOf(measure)}`,
    sentence: `${name} has been at ${limit} ${percentsOf(measure)} or more ${lasting}, now at ${value} ${percentsOf(measure)}`,
    expected: `Less than ${limit} ${percentsOf(measure)}`,
    advice:
      measure === "temperature"
        ? "See that its fan turns and that air reaches it; a hot board slows itself down"
        : "See which app or integration was added last; restart what has grown",
    closes: "It is below the limit",
  }),
  "recorder-stopped": ({ is_recording, backlog }, { lasting }) => ({
    title: is_recording ? "Recorder cannot follow" : "Recorder has stopped",
    sentence: is_recording
      ? `Home Assistant's recorder has ${backlog} thousand events waiting for its database ${lasting}`
      : `Home Assistant's recorder has written nothing ${lasting}: history, energy and the logbook have a gap from there on`,
    expected: "It records, and few events wait",
    advice:
      "See whether the disk is full or the database is broken; Home Assistant's log says why. A restart starts it again",
    closes: "It records again",
  }),
  "recorder-growing": ({ worst, days, database }) => ({
    title: database ? "Database keeps growing" : "Few entities fill the database",
    sentence: [
      database
        ? `Home Assistant's database has ${database.gigabytes} GB, ${database.gigabytes_a_month} GB more each four weeks`
        : "",
      worst
        .map((it) => `${it.entity_id} writes ${it.percent} % of all that is recorded (${it.states_a_day} states a day)`)
        .join(", "),
    ]
      .filter(Boolean)
      .join("; ")
      .concat(worst.length > 0 ? `, over ${days} days` : ""),
    expected: database ? "It keeps a number of days, and grows no more" : "No entity writes a fifth of everything",
    advice:
      "Let it report more rarely where its integration can, or leave it out of the recorder; let the recorder keep fewer days",
    closes: "It writes less, or the database no longer grows",
  }),
  "clock-skew": ({ seconds }, { lasting }) => ({
    title: "Clocks differ",
    sentence: `The clock of HomeOps is ${Math.abs(seconds)} seconds ${seconds > 0 ? "ahead of" : "behind"} Home Assistant's ${lasting}; one of both is wrong`,
    expected: "Both agree to a second",
    advice: "Let both machines get their time from the network; what is to happen at a time happens at the wrong one",
    closes: "They agree again",
  }),
  "connection-deaf": ({ times }) => ({
    title: "Nothing came through from Home Assistant",
    sentence: `Home Assistant answered, but what happened there did not arrive for three minutes${times > 1 ? `, ${times} times within a day` : ""}; the connection was made anew, and what Home Assistant had recorded was filled in`,
    expected: "An event of our own is back within seconds, each minute",
    advice:
      "Look whether automations ran meanwhile; if it comes again, look at Home Assistant's log and load, and start it anew",
    closes: "An hour has passed without it",
  }),
  "updates-waiting": ({ count, updates }) => ({
    title: count === 1 ? "An update has waited for a month" : `${count} updates have waited for a month`,
    sentence: `Not installed and not skipped: ${updates.map((it) => `${it.name} ${it.installed} → ${it.latest} (since ${it.since})`).join(", ")}${count > updates.length ? ` and ${count - updates.length} more` : ""}`,
    expected: "Installed or skipped within a month",
    advice: "Install what is due after a backup, or skip in Home Assistant what you do not want",
    closes: "They are installed or skipped",
  }),
  "worse-since-update": ({ name: updated, before, after, on, parts }) => ({
    title: `Worse since the update to ${after}`,
    sentence: `Since ${updated} was updated from ${before} to ${after} on ${on}: ${parts.map((part) => `${part.part ? `${part.part} ` : ""}${MEASURES[part.measure](part)}`).join("; ")}`,
    expected: "As in the week before; what was not updated is as it was",
    advice: "Look for known problems of this version; go back to the one before, or wait for the next",
    closes: "It is as before again, or four weeks have passed",
  }),
  "device-replaced": ({ old_name, new_name, model, on }) => ({
    title: "Device was replaced, it seems",
    sentence: `${new_name}${model ? ` (${model})` : ""} came on ${on} to where ${old_name} is no longer heard of`,
    expected: "One history, where one device took the place of another",
    advice:
      "If it took its place, let it go on with the history of the old one (house/continue); else call this no problem",
    closes: "It goes on with the history, the old one is heard of again, or a month has passed",
  }),
};
