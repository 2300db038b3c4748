import { z } from "zod";
import type { Capability } from "./capability.ts";
import { type HomeOps, start } from "./homeops.ts";
import { closeDue } from "./intake/close-hours.ts";
import { jsonLog } from "./log.ts";
import type { Options } from "./options.ts";
import { askOwnServer, reachedAt } from "./own-server.ts";
import { Refusal } from "./refusal.ts";
import { homesOf } from "./store/people/people.ts";

const Told = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const Homes = z.object({ items: z.array(z.object({ home: z.int(), name: z.string() })) });

/** The memory as the command line reaches it. */
export interface Asked extends AsyncDisposable {
  ask(name: string, input: object): Promise<unknown>;
  homeNamed(name: string | undefined): Promise<number | undefined>;
  /** Until summaries are made of all that came; a running server does it by itself. */
  closeHours(): Promise<void>;
}

/** Through the server that runs on this data folder; where none does, the memory is opened here, and nobody else may meanwhile. */
export async function openAsked(
  options: Options,
  stop: AbortSignal,
  capabilities: readonly Capability[],
): Promise<Asked> {
  try {
    return alone(await start(asItself(options), { capabilities, log: jsonLog("error"), stop }), stop);
  } catch (error) {
    if (error instanceof Refusal && error.code === "data_in_use") return beside(options);
    throw error;
  }
}

const asItself = (options: Options): Options => ({
  ...options,
  host: "127.0.0.1",
  port: 0,
  demo: undefined,
});

function alone(homeops: HomeOps, stop: AbortSignal): Asked {
  const { world } = homeops;
  return {
    ask: homeops.ask,
    async homeNamed(name) {
      return named(
        name,
        (await homesOf(world.db, { kind: "owner" })).map((home) => ({ home: home.id, name: home.name })),
      );
    },
    async closeHours() {
      while ((await closeDue(world, stop)) > 0);
    },
    [Symbol.asyncDispose]: () => homeops[Symbol.asyncDispose](),
  };
}

function beside(options: Options): Asked {
  const ask = async (name: string, input: object): Promise<unknown> => {
    const answer = await askOwnServer(options, { name, input }).catch((cause) => {
      const message = `HomeOps runs, but does not answer at ${reachedAt(options)}:${options.port}; set HOMEOPS_PORT and HOMEOPS_HOST as it has them`;
      throw new Refusal("not_reached", message, { cause });
    });
    const body: unknown = JSON.parse(answer.text);
    if (answer.status === 200) return body;
    const { error } = Told.parse(body);
    throw new Refusal(error.code, error.message, { status: answer.status });
  };
  return {
    ask,
    homeNamed: async (name) => (name ? named(name, Homes.parse(await ask("connections/list", {})).items) : undefined),
    closeHours: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

/** By its name or its number. */
function named(name: string | undefined, homes: readonly { home: number; name: string }[]): number | undefined {
  if (name === undefined) return undefined;
  const found = homes.find((one) => one.name.toLowerCase() === name.toLowerCase() || String(one.home) === name);
  if (found) return found.home;
  const known = homes.map((one) => one.name).join(", ") || "none yet";
  throw new Refusal("unknown_home", `There is no home called ${name}; there are: ${known}`);
}
