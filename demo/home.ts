import { Chronicle } from "./house/chronicle.ts";
import { ConfigEntries } from "./house/config-entries.ts";
import { type Context, newContext } from "./house/context.ts";
import { type DemoClock, demoClock } from "./house/demo-clock.ts";
import type { Entity, Outage } from "./house/entity.ts";
import { furnish } from "./house/furnish.ts";
import { HomeEvent } from "./house/home-event.ts";
import { Player, type Scene } from "./house/player.ts";
import { entityRegistry, type RegistryEntry } from "./house/registry.ts";
import { type LogLine, type Script, writeScript } from "./house/script.ts";
import type { State } from "./house/state.ts";
import type { Attributes, Report } from "./house/track.ts";
import { homeUsers, type User } from "./house/users.ts";
import { epochSeconds, type Microseconds } from "./moment.ts";
import type { Scenario } from "./scenario.ts";
import { type WallClock, wallClock } from "./wall-clock.ts";

type CoreState = "NOT_RUNNING" | "STARTING" | "RUNNING" | "STOPPING";

type Listener = (event: HomeEvent) => void;

/** As `domain.action`, with its target among the data. */
export interface CalledAction {
  readonly action: string;
  readonly data: Attributes;
  readonly context: Context;
}

interface HomeOptions {
  /** Of the demo's clock; now, where it is left out. */
  startAt?: Microseconds;
  /** How many times as fast as ours its time runs. */
  speed?: number;
}

/** The simulated house: its states, its past, and a bus on which the present is told. */
export class Home implements Disposable {
  readonly scenario: Scenario;
  readonly clock: DemoClock;
  readonly wallClock: WallClock;
  readonly script: Script;
  /** Spans in which Home Assistant itself was down. */
  readonly outages: Outage[] = [];
  /** Keyed by present entity id, as are the next two. */
  readonly entities: Map<string, Entity>;
  readonly states = new Map<string, State>();
  readonly registry: Map<string, RegistryEntry>;
  readonly chronicle: Chronicle;
  readonly configEntries: ConfigEntries;
  /** Keyed by id. */
  readonly users: Map<string, User>;
  readonly log: LogLine[];
  coreState: CoreState = "RUNNING";
  /** Every action that was called, oldest first: a test counts them. */
  readonly calls: CalledAction[] = [];
  /** What a call leads to in this home beside what its devices do: the causes of a test's own troubles. */
  whenCalled: (call: CalledAction) => void = () => {};
  /** What the action that restarts Home Assistant does; whoever serves the home knows how. */
  restart: () => void = () => {};
  /** Answers the action ai_task.generate_data, where the home has a model. */
  languageModel?: (instructions: string) => string;
  readonly #listeners = new Set<Listener>();
  readonly #player: Player;

  constructor(scenario: Scenario, { startAt, speed }: HomeOptions = {}) {
    this.scenario = scenario;
    this.clock = demoClock(startAt, speed);
    const { start } = this.clock;
    this.wallClock = wallClock(scenario.timezone, start);
    this.script = writeScript(scenario, this.wallClock, start);
    this.entities = furnish(scenario, this.script, this.outages);
    this.registry = entityRegistry(scenario, epochSeconds(this.script.begin));
    this.configEntries = new ConfigEntries(scenario, epochSeconds(this.script.begin));
    this.users = homeUsers(scenario);
    for (const [id, entity] of this.entities) {
      const state = entity.stateBefore(start + 1);
      if (state) this.states.set(id, state);
    }
    this.log = this.script.log.filter(({ at }) => at <= start);
    this.chronicle = new Chronicle(
      this.script.events.filter(({ at }) => at <= start),
      this.script.linked
        .filter(({ at }) => at <= start)
        .flatMap(({ entity_id, at }) => this.entities.get(entity_id)?.stateBefore(at + 1) ?? []),
    );
    this.#player = new Player(this.clock, this.#future(start));
  }

  get isDown(): boolean {
    return this.outages.at(-1)?.to === Number.POSITIVE_INFINITY;
  }

  start(): void {
    this.#player.start();
  }

  [Symbol.dispose](): void {
    this.#player[Symbol.dispose]();
    this.#listeners.clear();
  }

  /** Who hears what happens. */
  get listeners(): number {
    return this.#listeners.size;
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** An entity says something, as if its device had; gives the state that it has then. */
  say(entityId: string, state: string, attributes?: Attributes, context?: Context, isFirst = false): State | undefined {
    this.#player.catchUp();
    const entity = this.entities.get(entityId);
    if (!entity) throw new RangeError(`The demo home has no entity ${entityId}; declare it in the scenario`);
    const last = this.states.get(entityId);
    const at = Math.max(this.clock.now(), (last?.updated ?? 0) + 1);
    const report = { at, state, attributes, context: context ?? newContext(at), isFirst };
    entity.sayLive(report);
    this.hear(entity, report);
    return this.states.get(entityId);
  }

  fire(type: string, data: Attributes = {}, context?: Context): HomeEvent {
    this.#player.catchUp();
    const at = this.clock.now();
    return this.#emit({ type, at, data, context: context ?? newContext(at) });
  }

  /** Takes what an entity said into the state machine. */
  hear(entity: Entity, report: Report): void {
    const old = this.states.get(entity.entity_id);
    const state = entity.next(old, report);
    if (!state) return;
    this.states.set(entity.entity_id, state);
    if (report.context) this.chronicle.addState(state);
    this.tellChange(entity.entity_id, report.isFirst ? undefined : old, state);
  }

  tellChange(entityId: string, old: State | undefined, state: State | undefined): void {
    const at = state?.updated ?? this.clock.now();
    const context = state?.context ?? newContext(at);
    this.#tell(new HomeEvent({ type: "state_changed", at, context, change: { entity_id: entityId, old, new: state } }));
  }

  #emit(parts: { type: string; at: Microseconds; data: Attributes; context: Context }): HomeEvent {
    const event = new HomeEvent(parts);
    this.chronicle.add(event);
    this.#tell(event);
    return event;
  }

  #tell(event: HomeEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #future(start: Microseconds): Iterable<Scene>[] {
    const { events, log } = this.script;
    const unlessDown = (at: Microseconds, play: () => void): Scene => ({ at, play: () => this.isDown || play() });
    return [
      events.filter(({ at }) => at > start).map((event) => unlessDown(event.at, () => this.#emit(event))),
      log.filter(({ at }) => at > start).map((line) => unlessDown(line.at, () => this.log.push(line))),
      ...[...this.entities.values()].map((entity) =>
        mapped(entity.script.onward(start + 1), (report) => unlessDown(report.at, () => this.hear(entity, report))),
      ),
    ];
  }
}

function* mapped<T, U>(items: Iterable<T>, change: (item: T) => U): Iterable<U> {
  for (const item of items) yield change(item);
}
