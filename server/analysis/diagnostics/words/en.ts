import { type CheckWords, lengthOf } from "../words.ts";

const things = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export const english: CheckWords = {
  checks: {
    "integration-failed": ({ state, reason, entities }, { name, lasting }) => ({
      title: state === "setup_retry" ? "Integration cannot connect" : "Integration failed",
      sentence: `${name} ${
        state === "setup_retry" ? "has not been able to connect" : "could not be set up"
      } ${lasting}${reason ? `: ${reason}` : ""}. ${things(entities, "entity", "entities")} depend on it`,
      expected: "It is loaded",
      advice:
        state === "setup_retry"
          ? "See that the device or service is on and reachable, and that its address has not changed; Home Assistant goes on trying"
          : "Open the integration in Home Assistant, read its error, and reload or reconfigure it",
      closes: "Home Assistant has loaded it",
    }),
    "device-unavailable": ({ entities, seconds_usual, devices }, { name, lasting }) => ({
      title: devices === null ? "Device does not answer" : `${devices} devices do not answer`,
      sentence:
        devices === null
          ? `${name} has not answered ${lasting}; none of its ${things(entities, "entity", "entities")} is available`
          : `${devices} devices of ${name} went out of reach together and have not answered ${lasting}`,
      expected:
        seconds_usual === null
          ? "It answers"
          : `Nine of ten of its absences last less than ${lengthOf(seconds_usual, "en") ?? "a minute"}`,
      advice:
        devices === null
          ? "See whether it has power or a fresh battery, and whether it is in reach of its network"
          : "They have one thing in common: look at the hub, the coordinator or the network first, not at each device",
      closes: "One of its entities is available again",
    }),
    "battery-low": ({ percent, threshold }, { name, lasting }) => ({
      title: percent === null ? "Battery low" : `Battery at ${percent} %`,
      sentence:
        percent === null
          ? `${name} has said ${lasting} that it is low`
          : `${name} is at ${percent} %, ${lasting} at least`,
      expected: `More than ${threshold} %`,
      advice: "Replace or charge the battery",
      closes: `It reports more than ${threshold} %, or is not low any more`,
    }),
    "automation-broken": ({ kind }, { name, lasting }) => ({
      title: kind === "script" ? "Script cannot run" : "Automation cannot run",
      sentence: `${name} has an error in its configuration; Home Assistant has not been able to set it up ${lasting}, so it never runs`,
      expected: "It is on or off",
      advice: "Open it in Home Assistant's editor, which names the error, and mend it",
      closes: "Home Assistant has set it up",
    }),
  },
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
