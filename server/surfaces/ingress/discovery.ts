import { z } from "zod";
import { failure } from "#server/failure.ts";
import { leavesBehind } from "#server/footprint.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { integrationToken } from "../api-token.ts";
import { askSupervisor } from "./supervisor.ts";

const LONGEST_WAIT_SECONDS = 60;

const Self = z.looseObject({ hostname: z.string().min(1) });
const Delivered = z.looseObject({ uuid: z.string() });

/**
 * Tells Home Assistant by the Supervisor where the integration finds us, with a token of its own; again at each start, as anything of it
 * may have changed, and until it is taken. The same message twice is none (supervisor/discovery/__init__.py).
 */
export function announce(world: World, port: number): AsyncDisposable {
  const { options, clock, log } = world;
  const { supervisor } = options;
  const stop = new AbortController();
  let told: string | undefined; // the message that the Supervisor keeps, by its id

  const left = leavesBehind(world, {
    list: async () => (told === undefined ? [] : [{ kind: "discovery", id: told, name: "HomeOps" }]),
    async remove({ id }) {
      if (supervisor) await askSupervisor(supervisor, { method: "DELETE", path: `/discovery/${id}` }, z.unknown());
      told = undefined;
      return undefined;
    },
  });

  async function tell(): Promise<void> {
    if (!supervisor) return;
    const { hostname } = await askSupervisor(supervisor, { path: "/addons/self/info" }, Self);
    const config = { host: hostname, port, auth_token: integrationToken(options).reveal() };
    const message = { method: "POST", path: "/discovery", body: { service: "homeops", config } } as const;
    const { uuid } = await askSupervisor(supervisor, message, Delivered);
    told = uuid;
    log.info("the integration was told where to find HomeOps", { host: hostname, port, uuid });
  }

  async function keepTelling(): Promise<void> {
    for (let attempt = 0; !stop.signal.aborted; attempt++) {
      try {
        return await tell();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (!attempt)
          log.warn("the integration could not be told where to find HomeOps yet", { reason: error.message });
      }
      await clock.sleep({ seconds: Math.min(2 ** attempt, LONGEST_WAIT_SECONDS) }, stop.signal);
    }
  }

  const telling = keepTelling().catch((error: unknown) => log.error("discovery failed", failure(error)));
  return {
    async [Symbol.asyncDispose]() {
      left[Symbol.dispose]();
      stop.abort();
      await telling;
    },
  };
}
