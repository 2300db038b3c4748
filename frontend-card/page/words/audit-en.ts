import { count } from "../look/amounts.ts";

/** Of what was done in HomeOps, and by whom. */
export const auditEn = {
  help: "Every login, refusal and change, and from where. What is about security is kept for seven years.",
  text: "Search in it",
  textHelp: "a person, an address, a reason",
  which: "Which",
  kinds: { all: "Everything", security: "Security", refused: "Refused or failed" },
  find: "Search",
  more: "Show older",
  none: "Nothing of that kind was done.",
  looking: "Looking …",
  done: "done",
  refused: "refused",
  server: "HomeOps itself",
  owner: "API token",
  stranger: "a stranger",
  blanked: "content erased with the person",
  times: (n: number) => `${count(n)} times`,
  check: "Check the log",
  checking: "Checking …",
  whole: (n: number) => `All ${count(n)} records are as they were written.`,
  broken: {
    altered: (which: string) => `Record ${which} was altered after it was written.`,
    missing: (which: string) => `Record ${which} is missing.`,
    inserted: (which: string) => `Record ${which} was put in by somebody who went past HomeOps.`,
  },
  compare: "Compare it with a backup, and ask who had the database in hand.",
};

export type AuditWords = typeof auditEn;
