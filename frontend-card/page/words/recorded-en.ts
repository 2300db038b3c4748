import { count } from "../look/amounts.ts";

const many = (n: number, one: string, more: string) => `${count(n)} ${n === 1 ? one : more}`;

export const recorded = {
  title: "An older past",
  invite: "Years of history from Home Assistant's own file",
  drop: "Drop home-assistant_v2.db or a backup here",
  choose: "Choose a file",
  found: "Within reach of HomeOps",
  sending: "Sending the file",
  running: "Importing",
  undoing: "Taking the import back",
  holds: (states: number, from: string, to: string) => `${many(states, "state", "states")}, ${from} to ${to}`,
  needs: (size: string, free: string) => `Takes about ${size}; ${free} are free.`,
  tooOld: (n: number, days: number) =>
    `${many(n, "state is", "states are")} older than the ${days} days that are kept; of these only summaries stay.`,
  start: "Import",
  stop: "Stop",
  cancel: "Cancel",
  undo: "Undo",
  undoSure: (n: number) => `Take ${many(n, "event", "events")} away again?`,
  added: (n: number) => `${many(n, "event was", "events were")} new`,
  states: {
    running: "runs",
    stopped: "stopped",
    done: "done",
    failed: "failed",
    undoing: "is undone",
    undone: "undone",
  },
};
