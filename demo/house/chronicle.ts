import type { Microseconds } from "../moment.ts";
import type { Context } from "./context.ts";
import type { State } from "./state.ts";
import type { Attributes } from "./track.ts";

/** An event that is no state change, as the recorder keeps it. */
export interface PastEvent {
  readonly type: string;
  readonly at: Microseconds;
  readonly data: Attributes;
  readonly context: Context;
}

const mostEvents = 100_000;

/** The events of the home so far, and who began which context. */
export class Chronicle {
  readonly #events: PastEvent[];
  /** Of each context the first event or state, keyed by the context's id. */
  readonly #origins = new Map<string, PastEvent | State>();

  /** `events` and `linked` (states whose context may link to another) in order of time. */
  constructor(events: PastEvent[], linked: Iterable<State>) {
    this.#events = events;
    for (const event of events) this.#note(event);
    for (const state of linked) this.#note(state);
  }

  add(event: PastEvent): void {
    this.#events.push(event);
    if (this.#events.length > mostEvents) this.#events.splice(0, mostEvents / 10);
    this.#note(event);
  }

  addState(state: State): void {
    this.#note(state);
    if (this.#origins.size > mostEvents) this.#origins.delete(this.#origins.keys().next().value ?? "");
  }

  between(from: Microseconds, to: Microseconds): PastEvent[] {
    return this.#events.filter(({ at }) => at > from && at < to);
  }

  origin(contextId: string | null): PastEvent | State | undefined {
    return contextId === null ? undefined : this.#origins.get(contextId);
  }

  #note(what: PastEvent | State): void {
    const known = this.#origins.get(what.context.id);
    if (!known || timeOf(what) < timeOf(known)) this.#origins.set(what.context.id, what);
  }
}

export const timeOf = (what: PastEvent | State): Microseconds => ("at" in what ? what.at : what.updated);
