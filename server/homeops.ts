import { randomUUID } from "node:crypto";
import type { Database } from "#db/database.ts";
import { lockFolder } from "#db/folder-lock.ts";
import { capabilities as allRooms } from "./capabilities.ts";
import type { Capability } from "./capability.ts";
import { type Clock, systemClock } from "./clock.ts";
import { gaugeBook } from "./gauge.ts";
import { jsonLog, type Log } from "./log.ts";
import { chosenDatabase, readyDatabase } from "./open-database.ts";
import type { Options } from "./options.ts";
import { ensureOwner } from "./store/people/people.ts";
import { openVault } from "./store/vault/vault.ts";
import { openApi } from "./surfaces/contract/open-api.ts";
import { dispatcher } from "./surfaces/dispatch.ts";
import { door } from "./surfaces/door.ts";
import { closeHttp, httpSurface, listen } from "./surfaces/http/http.ts";
import { liveSurface } from "./surfaces/live/live.ts";
import { trail } from "./surfaces/trail.ts";
import type { World } from "./world.ts";

/** The running program. */
export interface HomeOps extends AsyncDisposable {
  readonly world: World;
  readonly port: number;
  readonly url: string;
  /** Signs one browser in, once. */
  readonly ticketUrl: string;
  /** Asks as the owner, as HTTP with the API token would. */
  ask(name: string, input?: unknown): Promise<unknown>;
}

/** What a test or a demo may put in the place of the real one. */
export type Parts = {
  capabilities?: readonly Capability[];
  database?: Database;
  clock?: Clock;
  log?: Log;
  /** Ends a start that still waits for its database. */
  stop?: AbortSignal;
};

/** The program as one function; disposing stops everything in the reverse order. */
export async function start(options: Options, parts: Parts = {}): Promise<HomeOps> {
  const { capabilities = allRooms, clock = systemClock, log = jsonLog(options.logLevel), stop } = parts;
  await using starting = new AsyncDisposableStack();
  for (const sentence of options.unknown) log.warn(sentence);
  starting.use(lockFolder(options.dataFolder));
  const { keyMark } = openVault(options); // a wrong key file ends the start here, in one sentence
  const db = starting.use(parts.database ?? (await chosenDatabase(options)));
  await readyDatabase(db, { clock, log, stop, upgrading: { ...options, keyMark } });

  const world: World = { db, clock, log, options };
  const gauges = gaugeBook();
  const onTrail = trail(world, await ensureOwner(db));
  const dispatch = dispatcher({ world, capabilities, onTrail });
  for (const { start: open } of capabilities) await open?.(world, starting, gauges);

  const entry = door(world);
  const app = httpSurface({
    ...{ world, dispatch, door: entry, onTrail, gauges },
    openApi: () => openApi(capabilities),
    canSpill: () => capabilities.some((room) => room.canSpill?.(world)),
  });
  starting.defer(() => closeHttp(app));
  starting.use(liveSurface(app.server, { world, dispatch, door: entry, gauges }));
  const port = await listen(app, options);
  const url = addressOf(options.host, port);
  log.info("homeops started", { url, engine: db.engine });

  const running = starting.move();
  return {
    world,
    port,
    url,
    ticketUrl: `${url}/?ticket=${entry.tickets.issue()}`,
    ask: (name, input = {}) =>
      dispatch.run(name, input, { asker: { kind: "owner" }, requestId: randomUUID(), from: {} }),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function addressOf(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
