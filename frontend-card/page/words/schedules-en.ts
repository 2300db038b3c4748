import { count } from "../look/amounts.ts";

/** Of what HomeOps does at its times. */
export const schedulesEn = {
  help: "Done once, by one process; what was missed is caught up once.",
  coming: "Looking …",
  constant: "All the time beside it",
  due: (when: string) => `next ${when}`,
  again: (when: string) => `tried again ${when}`,
  paused: "paused",
  run: "Run now",
  runOf: (what: string) => `Run now: ${what}`,
  pause: "Pause",
  pauseOf: (what: string) => `Pause: ${what}`,
  resume: "Resume",
  resumeOf: (what: string) => `Resume: ${what}`,
  asked: "It begins in a moment.",
  rests: "It rests until you resume it.",
  goesOn: "It goes on; what was missed is done once.",
  never: "not done yet",
  running: "going on",
  done: (when: string) => `done ${when}`,
  failed: (when: string) => `failed ${when}`,
  lost: (when: string) => `interrupted ${when}`,
  server: "for all homes",
  times: {
    minutes: (n: number) => (n === 60 ? "every hour" : `every ${count(n)} minutes`),
    hourly: "every hour",
    daily: (time: string) => `every day at ${time}`,
    weekly: (day: string, time: string) => `${day} at ${time}`,
    other: (cron: string) => `by ${cron}`,
  },
};
