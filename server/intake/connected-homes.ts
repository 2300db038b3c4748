import { rm } from "node:fs/promises";
import { hasSqlState } from "#db/database.ts";
import { Refusal } from "#server/refusal.ts";
import type { Secret } from "#server/secret.ts";
import { type Signal, signal } from "#server/signal.ts";
import { addHome, ensureOwner, ownerHasHomes } from "#server/store/people/people.ts";
import { openVault } from "#server/store/vault/vault.ts";
import type { World } from "#server/world.ts";
import { parseAddress, unnamed } from "./connect/address.ts";
import { keepOption } from "./control/keep-option.ts";
import { keptConnections } from "./kept-connections.ts";
import {
  type ConnectionRow,
  connectionAt,
  eraseHome,
  everyConnection,
  insertConnection,
  resealConnection,
} from "./queries.ts";
import { spillFolder } from "./rememberer.ts";
import { tryConnection } from "./try-connection.ts";
import { type Watched, watch } from "./watched.ts";

const TABLE = "home_assistant_connections";

type Addition = { url: string; token: Secret; name?: string | undefined };

/** All connections of this server, by id. */
export interface Intake {
  readonly connections: ReadonlyMap<string, Watched>;
  /** A connection's state, import or figures changed. */
  readonly changed: Signal<void>;
  /**
   * A known address gets the new token once that has proven good; `unproven` says what to do where nothing answers.
   * @throws Refusal those of tryConnection()
   */
  add(wanted: Addition, unproven?: "refuse" | "take"): Promise<Watched>;
  renew(id: string, token: Secret): Promise<void>;
  remove(id: string): Promise<boolean>;
  tokenOf(row: ConnectionRow): Secret;
  /** The connection that leads to a home. */
  of(home: number): Watched | undefined;
  /** What that home's own clock shows, in milliseconds since the epoch; ours, where it is not known. */
  nowIn(home: number): number;
}

export const intakes = new WeakMap<World, Intake>();

/** What a home's own clock shows, in milliseconds; ours before there is an intake. */
export const shownNow = (world: World, home: number): number => intakes.get(world)?.nowIn(home) ?? world.clock.now();

export function intakeOf(world: World): Intake {
  const intake = intakes.get(world);
  if (!intake)
    throw new Refusal("not_started", "HomeOps is still starting; try again in a moment", {
      status: 503,
      retryAfterSeconds: 2,
    });
  return intake;
}

type Opened = Intake &
  AsyncDisposable & {
    resume(): Promise<void>;
    /** As they were when the database last told of them. */
    resumeKept(): Promise<void>;
  };

export function openIntake(world: World): Opened {
  const { db, log } = world;
  const vault = () => openVault(world.options); // its keys may be others since
  const kept = keptConnections(world);
  const connections = new Map<string, Watched>();
  const changed = signal<void>();
  const placeOf = (id: string) => ({ table: TABLE, row: id });
  const addressIn = (url: string) =>
    parseAddress(url, { allowPrivate: true, supervisor: world.options.supervisor?.url });

  const of = (home: number) => [...connections.values()].find(({ row }) => row.home_id === home);

  async function run(row: ConnectionRow, token: Secret): Promise<Watched> {
    const address = addressIn(row.url);
    const watched = await watch({ world, row, address, token, changed: () => changed.emit() });
    connections.set(row.id, watched);
    changed.emit();
    return watched;
  }

  /** The Supervisor's token is another one at each start, and what is sealed of an older one void. */
  function tokenOf(row: ConnectionRow): Secret {
    const { supervisor } = world.options;
    if (supervisor && row.url === coreBehind(supervisor)) return supervisor.token;
    return vault().unseal(row.encrypted_token, placeOf(row.id));
  }

  function isSealed(row: ConnectionRow, token: Secret): boolean {
    try {
      return tokenOf(row).reveal() === token.reveal();
    } catch (error) {
      if (error instanceof Refusal) return false; // sealed with another key
      throw error;
    }
  }

  async function renew(id: string, token: Secret): Promise<void> {
    await resealConnection(db, id, vault().seal(token, placeOf(id)));
    connections.get(id)?.renew(token);
    await noteKept();
  }

  const noteKept = async () => kept.keep(await everyConnection(db));

  async function takeUp(rows: readonly ConnectionRow[]): Promise<void> {
    for (const row of rows) {
      if (connections.has(row.id)) continue;
      try {
        await run(row, tokenOf(row));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        log.error("a connection could not be taken up", { connection: row.name, reason: error.message });
      }
    }
  }

  /** As the database has them. */
  async function resume(): Promise<void> {
    const rows = await everyConnection(db);
    kept.keep(rows);
    for (const { home_id } of rows) await keepOption(db, home_id, world.options);
    for (const [id, watched] of connections) {
      if (rows.some((row) => row.id === id)) continue;
      connections.delete(id); // removed by another process
      await watched[Symbol.asyncDispose]();
    }
    await takeUp(rows);
  }

  /** Adding one address several times at once makes one connection. */
  const adding = new Map<string, Promise<void>>(); // by address: the last of those who wait for each other

  async function addAt(base: string, { token, name }: Addition, unproven: "refuse" | "take"): Promise<Watched> {
    const owner = await ensureOwner(db);
    const known = (await connectionAt(db, owner, base)) ?? (await insert(owner, { base, token, name }));
    await keepOption(db, known.home_id, world.options);
    if (!isSealed(known, token)) {
      await prove(base, token, unproven);
      await renew(known.id, token);
    }
    return connections.get(known.id) ?? run(known, token);
  }

  async function prove(base: string, token: Secret, unproven: "refuse" | "take"): Promise<void> {
    try {
      await tryConnection(world, base, token);
    } catch (error) {
      if (unproven === "take" && error instanceof Refusal && error.code === "unreachable") return;
      throw error;
    }
  }

  async function insert(
    owner: string,
    { base, token, name }: Omit<Addition, "url"> & { base: string },
  ): Promise<ConnectionRow> {
    const id = crypto.randomUUID();
    const called = name ?? unnamed(base);
    const sealed = vault().seal(token, placeOf(id));
    await db
      .transaction(async (tx) => {
        const home = await addHome(tx, { owner, name: called });
        await insertConnection(tx, { id, home, owner, name: called, url: base, sealed });
      })
      .catch(unlessTaken); // another process of this database was quicker
    const row = await connectionAt(db, owner, base);
    if (!row) throw new Error("The new connection is not in the database");
    await noteKept();
    return row;
  }

  return {
    connections,
    changed,
    tokenOf,
    of,
    nowIn: (home) => of(home)?.now() ?? world.clock.now(),
    renew,
    resume,
    async resumeKept() {
      const rows = kept.read();
      ownerHasHomes(
        db,
        rows.map(({ home_id, name }) => ({ id: home_id, name })),
      );
      await takeUp(rows);
    },
    add(wanted, unproven = "refuse") {
      const { base } = addressIn(wanted.url);
      const mine = (adding.get(base) ?? Promise.resolve()).then(() => addAt(base, wanted, unproven));
      const settled = mine.then(nothing, nothing);
      adding.set(base, settled);
      void settled.then(() => adding.get(base) === settled && adding.delete(base));
      return mine;
    },
    async remove(id) {
      const watched = connections.get(id);
      if (!watched) return false;
      connections.delete(id);
      await watched[Symbol.asyncDispose]();
      await db.transaction((tx) => eraseHome(tx, watched.row.home_id));
      await rm(spillFolder(world, id), { recursive: true, force: true });
      await noteKept();
      changed.emit();
      return true;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...connections.values()].map((watched) => watched[Symbol.asyncDispose]()));
      connections.clear();
    },
  };
}

/** Home Assistant as the Supervisor passes it on. */
export const coreBehind = ({ url }: { url: string }): string => `${url}/core`;

const nothing = () => {};

function unlessTaken(error: unknown): void {
  if (!hasSqlState(error) || error.code !== "23505") throw error;
}
