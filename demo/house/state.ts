import { isDeepStrictEqual } from "node:util";
import { epochSeconds, isoText, type Microseconds, recordedSeconds } from "../moment.ts";
import type { Context } from "./context.ts";
import type { Attributes } from "./track.ts";

interface StateParts {
  readonly entity_id: string;
  readonly state: string;
  readonly attributes: Attributes;
  readonly changed: Microseconds;
  readonly updated: Microseconds;
  readonly context: Context;
  readonly isFirst?: boolean;
}

/** A state as the state machine holds it; written out once, however many clients and events carry it. */
export class State implements StateParts {
  readonly entity_id: string;
  readonly state: string;
  readonly attributes: Attributes;
  readonly changed: Microseconds;
  readonly updated: Microseconds;
  readonly context: Context;
  readonly isFirst: boolean;
  #json: string | undefined;

  constructor(parts: StateParts) {
    this.entity_id = parts.entity_id;
    this.state = parts.state;
    this.attributes = parts.attributes;
    this.changed = parts.changed;
    this.updated = parts.updated;
    this.context = parts.context;
    this.isFirst = parts.isFirst ?? false;
  }

  get domain(): string {
    return domainOf(this.entity_id);
  }

  /** Source: homeassistant/core.py, State.as_dict */
  get json(): string {
    this.#json ??= JSON.stringify({
      entity_id: this.entity_id,
      state: this.state,
      attributes: this.attributes,
      last_changed: isoText(this.changed),
      last_reported: isoText(this.updated),
      last_updated: isoText(this.updated),
      context: this.context,
    });
    return this.#json;
  }

  /** Source: homeassistant/core.py, State.as_compressed_state */
  get compressed(): Record<string, unknown> {
    const { context } = this;
    return {
      s: this.state,
      a: this.attributes,
      c: context.parent_id === null && context.user_id === null ? context.id : context,
      lc: this.changed === this.updated ? recordedSeconds(this.changed) : epochSeconds(this.changed),
      ...(this.changed === this.updated ? {} : { lu: recordedSeconds(this.updated) }),
    };
  }
}

export const domainOf = (entityId: string): string => entityId.slice(0, entityId.indexOf("."));

export const sameAttributes = (a: Attributes, b: Attributes): boolean => a === b || isDeepStrictEqual(a, b);
