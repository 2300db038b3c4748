import { command } from "#server/command.ts";
import { Refusal } from "#server/refusal.ts";
import { Secret } from "#server/secret.ts";
import { homesOf } from "#server/store/people/people.ts";
import type { World } from "#server/world.ts";
import { intakeOf } from "./connected-homes.ts";
import * as contract from "./contract.ts";
import { renameConnection } from "./queries.ts";
import { tryConnection } from "./try-connection.ts";
import type { Watched } from "./watched.ts";

const list = command({
  name: "connections/list",
  summary: "All connected homes with their state, health and import",
  scope: "server",
  input: contract.ListConnections,
  output: contract.ConnectionList,
  async run(_, { world, asker }) {
    const homes = (await homesOf(world.db, asker)).filter(({ role }) => role !== "guest").map(({ id }) => id);
    const seen = [...intakeOf(world).connections.values()].filter(({ row }) => homes.includes(row.home_id));
    return { items: seen.map((one) => one.shown()), cursor: null };
  },
});

const add = command({
  name: "connections/add",
  summary: "Connect a Home Assistant by its address and a long-lived access token; a known address gets the new token",
  scope: "server",
  access: "write",
  input: contract.AddConnection,
  output: contract.ConnectionShown,
  run: async ({ url, token, name }, { world }) =>
    (await intakeOf(world).add({ url, token: new Secret(token), name })).shown(),
});

const test = command({
  name: "connections/test",
  summary: "Try an address and token, or a stored connection, and say what would be missing",
  scope: "server",
  access: "write",
  input: contract.TestConnection,
  output: contract.TestResult,
  action: "test",
  async run(wanted, { world }) {
    const known = "id" in wanted ? wantedConnection(world, wanted.id) : undefined;
    const url = "url" in wanted ? wanted.url : (known?.row.url ?? "");
    const token = wanted.token ? new Secret(wanted.token) : known && intakeOf(world).tokenOf(known.row);
    if (!token) throw new Refusal("no_token", "Give the token to try");
    const since = performance.now();
    const { version, isAdmin, features, missing } = await tryConnection(world, url, token);
    return {
      ok: true as const,
      version,
      is_admin: isAdmin,
      features,
      missing,
      duration_ms: Math.round(performance.now() - since),
    };
  },
});

const rename = command({
  name: "connections/rename",
  summary: "Give a connection another name, or a new token",
  scope: "server",
  access: "write",
  input: contract.RenameConnection,
  output: contract.ConnectionShown,
  async run({ id, name, token }, { world }) {
    const watched = wantedConnection(world, id);
    if (name) {
      await renameConnection(world.db, id, name);
      watched.rename(name);
    }
    if (token) await intakeOf(world).renew(id, new Secret(token));
    return watched.shown();
  },
});

const remove = command({
  name: "connections/remove",
  summary: "Disconnect a home and erase all that was remembered of it",
  scope: "server",
  access: "write",
  input: contract.RemoveConnection,
  output: contract.Removed,
  async run({ id }, { world }) {
    wantedConnection(world, id);
    return { removed: await intakeOf(world).remove(id) };
  },
});

export const connectionCommands = [list, add, test, rename, remove];

function wantedConnection(world: World, id: string): Watched {
  const watched = intakeOf(world).connections.get(id);
  if (!watched)
    throw new Refusal("unknown_connection", `No connection ${id}; it may have been removed`, { status: 404 });
  return watched;
}
