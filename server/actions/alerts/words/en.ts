import type { AlertWords } from "../words.ts";

export const english: AlertWords = {
  dangers: { smoke: "Smoke", gas: "Gas", leak: "Water", intrusion: "Alarm", unsafe: "Not safe" },
  dangerText: "{names}, since {time}",
  dangerUnplaced: "Somewhere in the house, since {time}",
  event: "{type} {names}",
  kinds: { alert: "{title}", reminder: "Still: {title}", recovery: "Over: {title}", eased: "Better: {title}" },
  recovered: "It is all right again",
  verbs: {
    ...{ ack: "I have it", snooze: "Tomorrow", not_a_problem: "Not a problem" },
    ...{ mend: "Do it", leave: "Leave it" },
  },
  digests: { daily: "Today at home", weekly: "This week at home", over: "{title} (over)", more: "and {count} more" },
};
