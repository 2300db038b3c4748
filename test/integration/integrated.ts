import { readFile } from "node:fs/promises";
import path from "node:path";
import { createConnection, createLongLivedTokenAuth } from "home-assistant-js-websocket";
import { vi } from "vitest";
import { freshDatabase } from "../world/fresh-database.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";
import type { Wanted } from "../world/home-assistant-configuration.ts";
import { type HomeOpsProcess, homeopsProcess } from "../world/homeops-process.ts";
import { temporaryDirectory } from "../world/temporary.ts";
import { writeStates } from "../world/write-past.ts";

const PATIENCE = { timeout: 60_000, interval: 500 };

export interface Integrated extends AsyncDisposable {
  readonly home: HomeAssistant;
  readonly homeops: HomeOpsProcess;
  readonly entryId: string;
  /** The file that holds the server's token. */
  readonly apiToken: string;
  /** The entity that Assist talks to. */
  readonly agent: string;
  /** What is on the bus from now on. */
  events(type: string): Promise<Events>;
}

interface Events extends AsyncDisposable {
  next(): Promise<Record<string, unknown>>;
}

type Step = { flow_id: string; type: string; errors?: object; result?: { entry_id: string } };
type Registered = { entity_id: string; platform: string };

/** What its recorder has of the time before HomeOps came, in the order of time; so it still is. */
type Past = Parameters<typeof writeStates>[1];

interface Beside extends AsyncDisposable {
  readonly home: HomeAssistant;
  readonly homeops: HomeOpsProcess;
  /** Of the server's own API. */
  readonly apiToken: string;
}

/** A real Home Assistant with the integration, not yet added, and a real server that remembers it on PostgreSQL. */
export async function startBeside(wanted: Wanted = {}, past?: Past): Promise<Beside> {
  await using stack = new AsyncDisposableStack();
  const home = stack.use(await startHomeAssistant({ ...wanted, hasIntegration: true }));
  if (past) await lived(home, past);
  const database = stack.use(await freshDatabase());
  const { path: folder } = stack.use(await temporaryDirectory("integrated"));
  const homeops = stack.use(
    await homeopsProcess(folder, {
      DATABASE_URL: database.url,
      HOMEOPS_HA_URL: home.url,
      HOMEOPS_HA_TOKEN: home.token,
    }),
  );
  await vi.waitUntil(async () => JSON.stringify(await homeops.ask("connections/list")).includes('"live"'), PATIENCE);
  const apiToken = (await readFile(path.join(folder, "data/api.token"), "utf8")).trim();
  const owned = stack.move();
  return { home, homeops, apiToken, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** The same, added by its flow. */
export async function startIntegrated(wanted: Wanted = {}, past?: Past): Promise<Integrated> {
  await using stack = new AsyncDisposableStack();
  const { home, homeops, apiToken } = stack.use(await startBeside(wanted, past));
  const entryId = await added(home, { url: homeops.url, token: apiToken });
  const entities = await home.client.call<Registered[]>({ type: "config/entity_registry/list" });
  const agent = entities.find(({ entity_id, platform }) => platform === "homeops" && /^conversation\./.test(entity_id));
  if (!agent) throw new Error("The integration has no conversation agent");
  const owned = stack.move();
  return {
    home,
    homeops,
    entryId,
    apiToken,
    agent: agent.entity_id,
    events: (type) => eventsOf(home, type),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

async function lived(home: HomeAssistant, past: Past): Promise<void> {
  const states = [...past];
  await home.stop();
  writeStates(home.recorderDatabase, states);
  await home.start();
  await home.whenRunning();
  for (const { entityId, state, attributes } of new Map(states.map((one) => [one.entityId, one])).values())
    if (entityId && state) await home.client.setState(entityId, state, JSON.parse(attributes ?? "{}"));
}

async function eventsOf({ url, token }: HomeAssistant, type: string): Promise<Events> {
  const connection = await createConnection({ auth: createLongLivedTokenAuth(url, token) });
  const heard: Record<string, unknown>[] = [];
  await connection.subscribeEvents<{ data: Record<string, unknown> }>(({ data }) => void heard.push(data), type);
  return {
    next: () => vi.waitFor(() => heard.shift() ?? Promise.reject(new Error(`No ${type} was heard`)), PATIENCE),
    [Symbol.asyncDispose]: async () => connection.close(),
  };
}

async function added({ client }: HomeAssistant, server: { url: string; token: string }): Promise<string> {
  const flow = "/api/config/config_entries/flow";
  const { flow_id } = await client.rest<Step>("POST", flow, { handler: "homeops" });
  const done = await client.rest<Step>("POST", `${flow}/${flow_id}`, server);
  if (!done.result) throw new Error(`The flow ended with ${JSON.stringify(done)}`);
  return done.result.entry_id;
}
