import { count, roundly } from "../look/amounts.ts";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;
const amount = (n: number, bytes: string) => `${roundly(n)} ${n === 1 ? "event" : "events"}, ${bytes}`;

/** Texts of the section that says what is kept. */
export const keptEn = {
  title: "What is kept",
  size: (bytes: string, cap: string | undefined) => (cap ? `${bytes} of at most ${cap}` : bytes),
  aDay: (bytes: string) => `${bytes} a day`,
  full: (days: number) => (days === 0 ? "full now" : `full in ${many(days, "day", "days")}`),
  levelsOff: (bytes: string) => `levels off at ${bytes}`,
  unknownYet: "How fast it grows is known after the first whole day.",
  capReached: "Nothing is remembered: HomeOps has reached its size limit. Raise the limit, or keep less.",
  capNear: "HomeOps is near its size limit; the oldest days go first.",
  isPaused: "Remembering is paused.",
  pause: "Pause",
  pauseTitle: "Pause remembering",
  pauseHelp:
    "Nothing that happens meanwhile is remembered, and nothing brings it back later. It ends by itself, after a week at the latest.",
  pauses: { hour: "1 hour", morning: "Until tomorrow morning", told: "Until I say so" },
  pausedUntil: (time: string, left: string) => `Paused until ${time}, ${left} left`,
  resume: "Remember again",
  tabs: { retention: "How long", heaviest: "Heaviest", forget: "Forget", schedules: "Work", audit: "Who did what" },
  retentionHelp: "Hourly and daily values and long-term statistics stay for ever, whatever is chosen here.",
  days: (days: number | null) => (days === null ? "For ever" : many(days, "day", "days")),
  classes: {
    measurements: "Measurements",
    states: "On, off and other states",
    diagnostics: "Diagnostics",
    events: "Actions and events",
    traces: "Runs that went well",
    "failed traces": "Runs that failed",
    metrics: "State of the connection",
    unreadable: "Unreadable events",
    audit: "Who changed what",
  } as Record<string, string>,
  events: (n: number) => many(n, "event", "events"),
  wouldGo: (n: number, bytes: string) =>
    `This would remove ${amount(n, bytes)}, in the coming night. What is removed does not come back.`,
  wouldGoNow: (n: number, bytes: string) =>
    `This would remove ${amount(n, bytes)}, from now on in the background. What is removed does not come back.`,
  wouldForget: (n: number, bytes: string) => `This would remove ${amount(n, bytes)}, for good.`,
  takesBack: (n: number, bytes: string) =>
    n === 0
      ? "From now on all of it is remembered again. Nothing of the past was removed."
      : `From now on all of it is remembered again. Of the past ${amount(n, bytes)} were removed; they do not come back.`,
  stopsRemoving: "What was still to be removed stays.",
  nothingGoes: "Nothing that is stored goes by this.",
  apply: "Apply",
  cancel: "Cancel",
  looking: "Counting…",
  heaviestHelp: (days: number) =>
    `What takes most room, by the last ${days === 1 ? "whole day" : `${count(days)} whole days`}.`,
  noHeaviest: "What takes most room is known after the first whole day.",
  heavy: (events: string, bytes: string) => `${events} events and ${bytes} a day`,
  less: (name: string) => `Keep less of ${name}`,
  details: { changes: "Changes only", rollups: "Summaries only", out: "Leave out" },
  detailHelp: {
    changes: "A report that changes attributes only is not kept.",
    rollups: "Values of 5 minutes, hours and days stay; each single value goes the night after.",
    out: "Nothing of it is remembered any more.",
  },
  isDetail: { changes: "changes only", rollups: "summaries only", out: "left out" },
  saves: (bytes: string) => `saves ${bytes} a day`,
  asUsual: "Keep all again",
  past: "Also of what is stored",
  errands: { forget: "Forgetting", "keep less": "Keeping less" } as Record<string, string>,
  errand: (what: string, about: string) => `${what}: ${about}`,
  everything: "all of the home",
  waits: "waits",
  fewDays: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  narrower: "Other times for single things",
  narrowerHelp: "An entity counts before its labels, a label before the kinds above.",
  recorder: {
    title: "Home Assistant's own recorder",
    advised: (back: number, keep: number) =>
      `Its ${many(back, "day", "days")} of past are here. It may keep ${many(keep, "day", "days")}; its own graphs then go back no farther, those of HomeOps do.`,
    because: (away: number) =>
      `HomeOps was away for up to ${many(away, "day", "days")} at a stretch; from what the recorder has it fills such gaps.`,
    saves: (bytes: string, of: string) =>
      `At most ${bytes} of ${of} become free: long-term statistics stay, and a file becomes smaller only by the action “Recorder: Purge” with repack.`,
    how: "In configuration.yaml, and then restart Home Assistant:",
    short_already: (back: number) =>
      `It reaches back ${many(back, "day", "days")}. Less would be too little to fill the gaps from when HomeOps is away.`,
    importing: "How few days it may keep is known once its past has been read.",
    kept_here_shorter: (back: number) =>
      `It reaches back ${many(back, "day", "days")}, and HomeOps keeps states for a shorter time. Leave it as it is, or keep states longer here.`,
    not_connected: "How few days it may keep is known once Home Assistant answers.",
  },
  of: "Entity or label",
  usual: "As usual",
  unknownThing: "Choose an entity or a label of the list.",
  limit: "Size limit in gigabytes",
  limitHelp: (bytes: string) =>
    `HomeOps takes ${bytes} now. Near the limit the oldest days go first, never hourly and daily values. Empty: no limit.`,
  setLimit: "Set limit",
  limitSet: "The limit holds from now on.",
  badLimit: "Give a number above 0, or leave it empty.",
  limitBelow: "HomeOps takes more than that now: the oldest days would go at once, and they do not come back.",
  forgetHelp:
    "Events, values, statistics and runs of a span are removed and never come back. A gap stays. Backups that were taken before still hold it.",
  from: "From",
  to: "To",
  area: "Area",
  everyArea: "Everything in the home",
  preview: "Preview",
  forget: "Forget",
  badSpan: "Choose a span that begins before it ends.",
  forgetting: (n: number) =>
    `${many(n, "event", "events")} will be gone in a moment. From now on nothing brings this span back.`,
};

export type KeptWords = typeof keptEn;
