import { rm } from "node:fs/promises";
import { Refusal } from "#server/refusal.ts";
import type { Secret } from "#server/secret.ts";
import { type Signal, signal } from "#server/signal.ts";
import { addHome, ensureOwner } from "#server/store/people/people.ts";
import { openVault } from "#server/store/vault/vault.ts";
import type { World } from "#server/world.ts";
import { parseAddress } from "./connect/address.ts";
import {
  type ConnectionRow,
  connectionAt,
  eraseHome,
  everyConnection,
  insertConnection,
  resealConnection,
} from "./queries.ts";
import { spillFolder } from "./rememberer.ts";
import { type Watched, watch } from "./watched.ts";

const TABLE = "home_assistant_connections";

/** All connections of this server, by id. */
export interface Intake {
  readonly connections: ReadonlyMap<string, Watched>;
  /** A connection's state, import or figures changed. */
  readonly changed: Signal<void>;
  add(wanted: { url: string; token: Secret; name?: string | undefined }): Promise<Watched>;
  renew(id: string, token: Secret): Promise<void>;
  remove(id: string): Promise<boolean>;
  tokenOf(row: ConnectionRow): Secret;
  /** What that home's own clock shows, in milliseconds since the epoch; ours, where it is not known. */
  nowIn(home: number): number;
}

export const intakes = new WeakMap<World, Intake>();

export function intakeOf(world: World): Intake {
  const intake = intakes.get(world);
  if (!intake)
    throw new Refusal("not_started", "HomeOps is still starting; try again in a moment", {
      status: 503,
      retryAfterSeconds: 2,
    });
  return intake;
}

export async function openIntake(world: World): Promise<Intake & AsyncDisposable & { resume(): Promise<void> }> {
  const { db, log } = world;
  const vault = openVault(world.options);
  const owner = await ensureOwner(db);
  const connections = new Map<string, Watched>();
  const changed = signal<void>();
  const placeOf = (id: string) => ({ table: TABLE, row: id });

  async function run(row: ConnectionRow, token: Secret): Promise<Watched> {
    const address = parseAddress(row.url, { allowPrivate: true, insideApp: world.options.insideApp });
    const watched = await watch({ world, row, address, token, changed: () => changed.emit() });
    connections.set(row.id, watched);
    changed.emit();
    return watched;
  }

  const tokenOf = (row: ConnectionRow) => vault.unseal(row.encrypted_token, placeOf(row.id));

  function isSealed(row: ConnectionRow, token: Secret): boolean {
    try {
      return tokenOf(row).reveal() === token.reveal();
    } catch (error) {
      if (error instanceof Refusal) return false; // sealed with another key
      throw error;
    }
  }

  async function renew(id: string, token: Secret): Promise<void> {
    await resealConnection(db, id, vault.seal(token, placeOf(id)));
    connections.get(id)?.renew(token);
  }

  return {
    connections,
    changed,
    tokenOf,
    nowIn: (home) => [...connections.values()].find(({ row }) => row.home_id === home)?.now() ?? world.clock.now(),
    renew,
    async resume() {
      for (const row of await everyConnection(db)) {
        try {
          await run(row, tokenOf(row));
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          log.error("a connection could not be taken up", { connection: row.name, reason: error.message });
        }
      }
    },
    async add({ url, token, name }) {
      const { base } = parseAddress(url, { allowPrivate: true, insideApp: world.options.insideApp });
      const known = await connectionAt(db, owner, base);
      if (known) {
        if (!isSealed(known, token)) await renew(known.id, token);
        return connections.get(known.id) ?? run(known, token);
      }
      const id = crypto.randomUUID();
      const called = name ?? new URL(base).hostname;
      await db.transaction(async (tx) => {
        const home = await addHome(tx, { owner, name: called });
        await insertConnection(tx, {
          id,
          home,
          owner,
          name: called,
          url: base,
          sealed: vault.seal(token, placeOf(id)),
        });
      });
      const row = await connectionAt(db, owner, base);
      if (!row) throw new Error("The new connection is not in the database");
      return run(row, token);
    },
    async remove(id) {
      const watched = connections.get(id);
      if (!watched) return false;
      connections.delete(id);
      await watched[Symbol.asyncDispose]();
      await db.transaction((tx) => eraseHome(tx, watched.row.home_id));
      await rm(spillFolder(world, id), { recursive: true, force: true });
      changed.emit();
      return true;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...connections.values()].map((watched) => watched[Symbol.asyncDispose]()));
      connections.clear();
    },
  };
}
