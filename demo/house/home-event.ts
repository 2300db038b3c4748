import { isoText, type Microseconds } from "../moment.ts";
import type { Context } from "./context.ts";
import type { State } from "./state.ts";
import type { Attributes } from "./track.ts";

/** What `state_changed` tells: one of the two may be missing, where an entity came or went. */
export interface StateChange {
  readonly entity_id: string;
  readonly old: State | undefined;
  readonly new: State | undefined;
}

interface EventParts {
  type: string;
  at: Microseconds;
  context: Context;
  data?: Attributes;
  change?: StateChange;
}

/** Something on the bus; written out once, however many clients hear it. */
export class HomeEvent {
  readonly type: string;
  readonly at: Microseconds;
  readonly context: Context;
  readonly data: Attributes;
  readonly change: StateChange | undefined;
  #json: string | undefined;

  constructor({ type, at, context, data = {}, change }: EventParts) {
    this.type = type;
    this.at = at;
    this.context = context;
    this.data = data;
    this.change = change;
  }

  /** Source: homeassistant/core.py, Event.as_dict */
  get json(): string {
    this.#json ??= `{"event_type":${JSON.stringify(this.type)},"data":${this.#dataJson()},"origin":"LOCAL","time_fired":"${isoText(this.at)}","context":${JSON.stringify(this.context)}}`;
    return this.#json;
  }

  #dataJson(): string {
    if (!this.change) return JSON.stringify(this.data);
    const { entity_id, old, new: now } = this.change;
    return `{"entity_id":"${entity_id}","old_state":${old?.json ?? null},"new_state":${now?.json ?? null}}`;
  }
}
