import { type CheckWords, lengthOf } from "../words.ts";
import { automations } from "./en/automations.ts";
import { foretold } from "./en/foretell.ts";
import { held } from "./en/held.ts";
import { house } from "./en/house.ts";
import { links } from "./en/links.ts";
import { mending } from "./en/mending.ts";
import { own } from "./en/own.ts";
import { reach } from "./en/reach.ts";
import { sources } from "./en/sources.ts";

const things = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export const english: CheckWords = {
  checks: {
    ...house,
    ...mending,
    ...foretold,
    "integration-failed": ({ state, reason, entities, line }, { name, lasting }) => ({
      title: state === "setup_retry" ? "Integration cannot connect" : "Integration failed",
      sentence: `${name} ${
        state === "setup_retry" ? "has not been able to connect" : "could not be set up"
      } ${lasting}${reason ? `: ${reason}` : ""}. ${things(entities, "entity depends", "entities depend")} on it${line ? `. The log says: "${line}"` : ""}`,
      expected: "It is loaded",
      advice:
        state === "setup_retry"
          ? "See that the device or service is on and reachable, and that its address has not changed; Home Assistant goes on trying"
          : "Open the integration in Home Assistant, read its error, and reload or reconfigure it",
      closes: "Home Assistant has loaded it",
    }),
    ...links,
    ...reach,
    ...sources,
    "device-silent": ({ usual_seconds, longest_seconds, devices = null }, { name, lasting }) => ({
      title: devices === null ? "Device has fallen silent" : `${devices} devices have fallen silent`,
      sentence:
        devices === null
          ? `${name} has not reported ${lasting}; what Home Assistant shows of it is old`
          : `${devices} devices of ${name} fell silent together and have not reported ${lasting}; what Home Assistant shows of them is old`,
      expected: `It reports every ${lengthOf(usual_seconds, "en") ?? "minute"} or more often, and was never silent for more than ${lengthOf(longest_seconds, "en") ?? "a minute"}`,
      advice: "See whether it has power or a fresh battery; wake it with its button, or pair it again",
      closes: "It reports again",
    }),
    "device-flapping": ({ times_today, times_week, usual_a_day, neighbours_week }, { name }) => ({
      title: "Device loses its connection",
      sentence:
        neighbours_week === null
          ? `${name} went out of reach ${times_today} times within a day`
          : `${name} went out of reach ${times_week} times within a week`,
      expected:
        neighbours_week === null
          ? `${usual_a_day} times a day, as in the two weeks before`
          : `Half of the other devices of its integration did so ${neighbours_week} times at most`,
      advice: "Look at its power supply and at the quality of its link; a router or repeater nearer to it often helps",
      closes: "A day with fewer interruptions",
    }),
    "battery-low": ({ percent, threshold, volts, is_last }, { name, lasting }) => ({
      title:
        typeof volts === "number"
          ? `Battery at ${volts} V`
          : percent === null
            ? "Battery low"
            : `Battery at ${percent} %`,
      sentence:
        typeof volts === "number"
          ? `${name} is at ${volts} V, ${lasting} at least`
          : percent === null
            ? is_last
              ? `${name} said that it is low when it was last heard`
              : `${name} has said ${lasting} that it is low`
            : is_last
              ? `${name} was at ${percent} % when it was last heard`
              : `${name} is at ${percent} %, ${lasting} at least`,
      expected:
        typeof volts === "number"
          ? "More than that; so little is the end of such a cell"
          : percent === null
            ? "It does not say so"
            : `More than ${threshold} %`,
      advice: "Replace or charge the battery",
      closes:
        typeof volts === "number"
          ? "It tells a higher voltage"
          : percent === null
            ? "It does not say so any more"
            : `It reports more than ${threshold} %`,
    }),
    "battery-dying": ({ percent, expected_on, earliest_on, latest_on, now }, { name }) => ({
      title: typeof now === "number" ? `Battery at ${now} %` : "Battery will be empty soon",
      sentence:
        typeof now === "number"
          ? `${name} is at ${now} %, as was foretold for about ${expected_on}`
          : `${name}, at ${percent} %, will be empty about ${expected_on}, by how it has fallen; between ${earliest_on} and ${latest_on} in four of five cases`,
      expected: "More than two weeks left",
      advice: "Have a fresh battery at hand, and replace it in the next days",
      closes: "It is replaced, or falls more slowly than it seemed",
    }),
    "automation-broken": ({ kind }, { name, lasting }) => ({
      title: kind === "script" ? "Script cannot run" : "Automation cannot run",
      sentence: `${name} has an error in its configuration; Home Assistant has not been able to set it up ${lasting}, so it never runs`,
      expected: "It is on or off",
      advice: "Open it in Home Assistant's editor, which names the error, and mend it",
      closes: "Home Assistant has set it up",
    }),
    ...automations,
  },
  own,
  held,
  via: { repairs: "In Home Assistant" },
  severities: { info: "Info", warning: "Warning", error: "Error", critical: "Critical" },
  steps: {
    opened: "{title}: {name}",
    reopened: "{title} again: {name}",
    changed: "{title}: {name}",
    closed: "No longer: {title}: {name}",
    fixed: "Called fixed: {title}: {name}",
    not_a_problem: "Called no problem: {title}: {name}",
  },
  units: { minute: ["minute", "minutes"], hour: ["hour", "hours"], day: ["day", "days"] },
  lasting: "for {length}",
  moments: "for a moment",
};
