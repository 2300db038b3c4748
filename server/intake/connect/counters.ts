/** What a connection has seen since the program started, over all its links. */
export interface Counters {
  links: number;
  events: number;
  /** Events whose listener threw. */
  poisoned: number;
  /** Frames that are no JSON, or break the websocket protocol; each costs the link. */
  malformed: number;
  /** Messages of an unknown shape or without a listener; skipped. */
  strays: number;
  /** Commands past their deadline. */
  timedOut: number;
  /** Subscriptions that Home Assistant rejected and that were asked for again. */
  resubscribed: number;
  failedLogins: number;
}

export const noCounts = (): Counters => ({
  links: 0,
  events: 0,
  poisoned: 0,
  malformed: 0,
  strays: 0,
  timedOut: 0,
  resubscribed: 0,
  failedLogins: 0,
});
