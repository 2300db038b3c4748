import { amount, count } from "../look/amounts.ts";

/** Of the place Health: its tabs, batteries and what was. */
export const wardEn = {
  tabs: { now: "Now", devices: "Devices", batteries: "Batteries", mending: "Mending", history: "History" },
  history: {
    title: "What was found, and what became of it",
    none: "Nothing has been found yet.",
    more: "Show what was before",
    by: (name: string) => `by ${name}`,
    until: (when: string) => `until ${when}`,
    steps: {
      opened: "Found",
      reopened: "Back again",
      changed: "Changed",
      closed: "Over",
      fixed: "Called fixed",
      snoozed: "Snoozed",
      woken: "Said again",
      muted: "Muted",
      unmuted: "No longer muted",
      not_a_problem: "Called no problem",
      a_problem: "A problem again",
    },
  },
  batteries: {
    title: "Batteries",
    none: "No battery tells its level.",
    coming: "Reading the batteries …",
    empty: (day: string) => `Empty about ${day}`,
    between: (earliest: string, latest: string) => `between ${earliest} and ${latest}`,
    unknown: "No date yet",
    unknownHelp: "It takes some weeks of falling levels.",
    since: (day: string) => `in since ${day}`,
    percent: (n: number) => `${count(n)} %`,
    emptySoon: "Empty any day",
    charge: "Charged again and again",
    charged: "rechargeable",
    steps: (n: number) => `falls in steps of ${count(n)} %`,
    chemistries: {
      lithium: "lithium: holds long and drops fast",
      alkaline: "alkaline: falls steadily",
      nickel: "nickel: lies flat, then drops",
      lithium_ion: "lithium ion: falls evenly",
    },
    low: "Low",
    fine: "Not low",
    volts: (n: number) => `${amount(n)} V`,
    cell: (type: string, n: number) => (n > 1 ? `${count(n)} × ${type}` : type),
    score: (share: number, n: number, days: number) =>
      `Of ${count(n)} forecasts whose battery has died, ${count(share * 100)} % named the right span; ${amount(days)} days off in the middle.`,
    scoreNone: "No forecast has been held against what came yet.",
    scoreLater: (n: number) =>
      `${count(n)} ${n === 1 ? "forecast has" : "forecasts have"} been held against what came; how often they were right is told from 30 on.`,
  },
};
