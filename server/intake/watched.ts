import { Refusal } from "#server/refusal.ts";
import type { Secret } from "#server/secret.ts";
import { noteDeed } from "#server/store/ledger/trail.ts";
import { type Part, type Progress, progressOf } from "#server/store/memory/progress.ts";
import type { World } from "#server/world.ts";
import { type Address, unnamed } from "./connect/address.ts";
import { keepConnected } from "./connect/connection.ts";
import { homeClock, skewSentence } from "./connect/home-clock.ts";
import type { Learned } from "./connect/learn.ts";
import type { Link } from "./connect/link.ts";
import { readRest } from "./connect/rest.ts";
import type { Change } from "./connect/standing.ts";
import type { ConnectionShown } from "./contract.ts";
import { keepFigures } from "./figures.ts";
import type { Refilled } from "./past/refill-gaps.ts";
import { type ConnectionRow, keepLearned, keepStanding, type Measured, renameConnection } from "./queries.ts";
import { openRememberer, type Rememberer } from "./rememberer.ts";
import { watchHome } from "./watch.ts";
import { unlessAway } from "./when-answered.ts";

const MOST_DEAF = 100;

type Told = Progress & { rate: number | null };

/** One connection as the program runs it: link, memory, figures, trail. */
export interface Watched extends AsyncDisposable {
  readonly row: ConnectionRow;
  readonly rememberer: Rememberer;
  readonly isLive: boolean;
  readonly link: Link | undefined;
  /** How long our own event took last, through Home Assistant and back. */
  readonly canaryMs: number | null;
  /** For how long nothing that happens there has come through, although the link answers, in milliseconds. */
  readonly deafMs: number;
  /** When it was last given up for that, by the home's own clock; those since this program started. */
  readonly deafAt: readonly number[];
  /** What the home's own clock shows. */
  now(): number;
  shown(): ConnectionShown;
  /** Asks again for what is missing of the last days. @throws Refusal `not_connected` */
  fillGaps(): Promise<Refilled>;
  renew(token: Secret): void;
  rename(name: string): void;
}

export type Wanted = { world: World; row: ConnectionRow; address: Address; token: Secret; changed(): void };

export async function watch({ world, row, address, token, changed }: Wanted): Promise<Watched> {
  const { db, log: allLog } = world;
  const clock = homeClock(world.clock);
  const log = allLog.child({ connection: row.name });
  const where = { home: row.home_id, connectionId: row.id };
  const rememberer = await openRememberer({ ...world, clock, log }, where);
  let learned: Learned | undefined;
  let current = token;
  const progress = new Map<Part, Told>(); // by part of the import
  let canaryMs: number | null = null;
  let deafAt: readonly number[] = [];
  let isSkewTold = false;
  let health: (Measured & { at: string }) | undefined;
  for (const stored of await progressOf(db, where).catch(unlessAway([])))
    progress.set(stored.part, { ...stored, rate: null });

  const quietly = (work: Promise<unknown>) =>
    void work.catch((error) => log.debug("a note on the connection was not written", { error }));
  const watching = watchHome({
    world: { ...world, clock, log },
    where,
    rememberer,
    rest: (path, answer) => readRest(address, current, path, answer),
    learned(it) {
      learned = it;
      quietly(keepLearned(db, row.id, it));
      changed();
    },
    async named(name) {
      if (row.name !== unnamed(row.url)) return; // somebody named it here
      await renameConnection(db, row.id, name);
      row.name = name;
      changed();
    },
    progressed(it) {
      progress.set(it.part, it);
      changed();
    },
    sang(roundTripMs) {
      canaryMs = roundTripMs;
    },
    fellDeaf() {
      deafAt = [...deafAt.slice(1 - MOST_DEAF), clock.now()];
    },
    failed(error) {
      if (!(error instanceof Refusal)) log.error("something beside the link failed", { error });
      else if (error.code !== "not_connected")
        log.warn("something beside the link was refused", { reason: error.message });
    },
  });

  function stood(change: Change): void {
    const isConnected = change.state === "live";
    quietly(keepStanding(db, row.id, { status: change.state, isConnected }));
    if (change.state !== "catching up") quietly(noteDeed(world, deedOf(where, change)));
    changed();
  }

  const connection = keepConnected({
    address,
    token,
    clock,
    log,
    met: watching.met,
    changed: stood,
    measured: (ms) => figures.measured(ms),
    dated: clock.heard,
  });

  /** Told when it begins and when it ends, not each minute. */
  function tellSkew(): void {
    const skewMs = clock.skewMs();
    const sentence = skewSentence(skewMs);
    if ((sentence !== null) === isSkewTold) return;
    isSkewTold = sentence !== null;
    if (sentence) log.warn("the clocks differ", { skewMs, sentence });
    else log.info("the clocks agree again", { skewMs });
  }
  const figures = keepFigures(
    { ...world, clock, log },
    {
      ...where,
      rememberer,
      counters: connection.counters,
      isUp: () => connection.state === "live",
      told(minute) {
        health = minute;
        tellSkew();
        changed();
      },
    },
  );

  return {
    row,
    rememberer,
    now: clock.now,
    get isLive() {
      return connection.state === "live";
    },
    get link() {
      return connection.link;
    },
    get canaryMs() {
      return connection.state === "live" ? canaryMs : null;
    },
    get deafMs() {
      return connection.state === "live" ? watching.deafMs() : 0;
    },
    get deafAt() {
      return deafAt;
    },
    shown: () => ({
      id: row.id,
      home: row.home_id,
      name: row.name,
      url: row.url,
      state: connection.state,
      reason: connection.reason ?? null,
      version: learned?.version ?? row.home_assistant_version,
      features: learned?.features ?? row.supported_features ?? [],
      missing: learned?.missing ?? [],
      last_connected_at: row.last_connected_at,
      last_seen_at: health?.at ?? row.last_seen_at,
      health: health ? healthOf(health) : null,
      clock: { skew_ms: roundedOrNull(clock.skewMs()), sentence: skewSentence(clock.skewMs()) },
      entities: rememberer.directory.size,
      import: importOf(progress),
    }),
    fillGaps: watching.refill,
    renew(next) {
      current = next;
      connection.renew(next);
    },
    rename(name) {
      row.name = name;
      changed();
    },
    async [Symbol.asyncDispose]() {
      await connection[Symbol.asyncDispose]();
      await watching.settled();
      await figures[Symbol.asyncDispose]();
      await rememberer[Symbol.asyncDispose]();
    },
  };
}

const healthOf = ({ latency, uptime, error_rate, event_rate, at }: Measured & { at: string }) => ({
  latency_ms: latency,
  uptime,
  error_rate,
  event_rate,
  checked_at: at,
});

const roundedOrNull = (value: number | null) => (value === null ? null : Math.round(value));

/** The part under way; once all are done, the events. */
function importOf(progress: ReadonlyMap<Part, Told>): ConnectionShown["import"] {
  const running = [...progress.values()].find(({ state }) => state === "running");
  const shown = running ?? progress.get("history");
  if (!shown) return { state: "none", part: null, done: 0, remaining: null, rate: null, reached: null };
  const { state, part, done, remaining, rate, reached } = shown;
  return { state, part, done, remaining, rate, reached };
}

const ACTIONS: Partial<Record<Change["state"], string>> = { live: "connect", refused: "refused", unreachable: "error" };

const deedOf = (where: { home: number; connectionId: string }, change: Change) => ({
  action: ACTIONS[change.state] ?? "disconnect",
  success: change.state === "live" || change.state === "stopped",
  home: where.home,
  connection: where.connectionId,
  durationMs: change.durationMs,
  error: change.reason,
  details: { state: change.state, previous: change.previous, attempt: change.attempt },
});
