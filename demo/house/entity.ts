import type { Microseconds } from "../moment.ts";
import { type Context, scriptedContext } from "./context.ts";
import { merged, outside } from "./merged.ts";
import { domainOf, State, sameAttributes } from "./state.ts";
import { type Attributes, type Report, ReportList, type Track } from "./track.ts";

/** What an entity tells besides its state, from `since` on. */
interface Dress {
  since: Microseconds;
  attributes: Attributes;
  /** Keyed by a report's own attributes, so that equal ones stay one object. */
  laidOver: WeakMap<Attributes, Attributes>;
}

export interface Outage {
  from: Microseconds;
  to: Microseconds;
}

/** An entity with all that it ever said: what the scenario scripts, and what was said live. */
export class Entity {
  entity_id: string;
  /** The id it was declared with; stays when it is renamed. */
  readonly origin: string;
  /** What only the scenario knows, past and future; told also while nobody listened. */
  readonly script: Track;
  readonly #live = new ReportList();
  readonly #tracks: Track[];
  readonly #said: Track;
  readonly #dresses: Dress[];

  constructor(entityId: string, attributes: Attributes, script: Track, outages: readonly Outage[] = []) {
    this.entity_id = entityId;
    this.origin = entityId;
    this.script = script;
    this.#tracks = [outside(outages, script), this.#live];
    this.#said = merged(this.#tracks);
    this.#dresses = [dress(Number.NEGATIVE_INFINITY, attributes)];
  }

  get domain(): string {
    return domainOf(this.entity_id);
  }

  /** The attributes that it has whatever its state. */
  get attributes(): Attributes {
    return this.#dresses.at(-1)?.attributes ?? {};
  }

  get declaredName(): unknown {
    return this.#dresses[0]?.attributes.friendly_name;
  }

  /** What it tells besides its state is another thing from now on. */
  dressUp(since: Microseconds, attributes: Attributes): void {
    this.#dresses.push(dress(since, attributes));
  }

  sayLive(report: Report): void {
    this.#live.append(report);
  }

  addTrack(track: Track): void {
    this.#tracks.push(track);
  }

  /** The state after `report`, or nothing where it says nothing new. */
  next(last: State | undefined, report: Report): State | undefined {
    const attributes = this.#dressed(report);
    const isSame = !report.isFirst && last?.state === report.state;
    if (isSame && last && sameAttributes(last.attributes, attributes)) return undefined;
    return new State({
      entity_id: this.entity_id,
      state: report.state,
      attributes,
      changed: isSame && last ? last.changed : report.at,
      updated: report.at,
      context: report.context ?? this.#contextAt(report.at),
      isFirst: report.isFirst ?? false,
    });
  }

  /** What was set after `from` and before `to`, both excluded, as Core's recorder has it. */
  *statesBetween(from: Microseconds, to: Microseconds): Iterable<State> {
    let last = this.stateBefore(from + 1);
    for (const report of this.#said.onward(from + 1)) {
      if (report.at >= to) return;
      const state = this.next(last, report);
      if (!state) continue;
      yield state;
      last = state;
    }
  }

  /** The state that held when `until` began. */
  stateBefore(until: Microseconds): State | undefined {
    const reports: Report[] = [];
    for (const report of this.#said.backward(until)) {
      reports.push(report);
      if (report.state !== reports[0]?.state || report.isFirst) break;
    }
    return reports.reduceRight<State | undefined>((last, report) => this.next(last, report) ?? last, undefined);
  }

  #dressed({ at, attributes }: Report): Attributes {
    const worn = this.#dresses.findLast(({ since }) => since <= at) ?? dress(at, {});
    if (!attributes) return worn.attributes;
    let all = worn.laidOver.get(attributes);
    if (!all) {
      all = { ...worn.attributes, ...attributes };
      worn.laidOver.set(attributes, all);
    }
    return all;
  }

  #contextAt = (at: Microseconds): Context => scriptedContext(at, this.origin);
}

const dress = (since: Microseconds, attributes: Attributes): Dress => ({ since, attributes, laidOver: new WeakMap() });
