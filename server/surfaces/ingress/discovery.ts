import { z } from "zod";
import { failure } from "#server/failure.ts";
import { leavesBehind } from "#server/footprint.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { integrationToken } from "../api-token.ts";
import { integrationIn } from "../integration.ts";
import { askSupervisor } from "./supervisor.ts";

const LONGEST_WAIT_SECONDS = 60;
/** Somebody who has just installed the integration looks for it. */
const LOOKS_SECONDS = 15;

const Self = z.looseObject({ hostname: z.string().min(1) });
const Delivered = z.looseObject({ uuid: z.string() });

/**
 * Tells Home Assistant by the Supervisor where the integration finds us, with a token of its own; again at each start, as anything of it
 * may have changed, and until it is taken. The same message twice is none (supervisor/discovery/__init__.py), and Core forgets what it has no
 * integration for: once that was installed, the message is taken back and told anew.
 */
export function announce(world: World, port: number): AsyncDisposable {
  const { options, clock, log } = world;
  const { supervisor } = options;
  const stop = new AbortController();
  const failed = (error: unknown) => log.error("discovery failed", failure(error));
  let told: string | undefined; // the message that the Supervisor keeps, by its id

  const left = leavesBehind(world, {
    list: async () => (told === undefined ? [] : [{ kind: "discovery", id: told, name: "HomeOps" }]),
    async remove() {
      await takeBack();
      return undefined;
    },
  });

  async function takeBack(): Promise<void> {
    if (supervisor && told !== undefined)
      await askSupervisor(supervisor, { method: "DELETE", path: `/discovery/${told}` }, z.unknown());
    told = undefined;
  }

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

  let before: string | undefined;
  async function onceInstalled(): Promise<void> {
    const now = integrationIn(world)?.integration;
    const isNew = now === "installed" && before === "absent";
    before = now;
    if (!isNew) return;
    await takeBack();
    await keepTelling();
  }

  const looking = supervisor && clock.every({ seconds: LOOKS_SECONDS }, () => onceInstalled().catch(failed));
  const telling = keepTelling().catch(failed);
  return {
    async [Symbol.asyncDispose]() {
      left[Symbol.dispose]();
      stop.abort();
      await looking?.[Symbol.asyncDispose]();
      await telling;
    },
  };
}
