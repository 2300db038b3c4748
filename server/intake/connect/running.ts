import { config, subscribeEvents } from "home-assistant-js-websocket/dist/messages.js";
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { Refusal } from "../../refusal.ts";
import type { Link } from "./link.ts";

/** The event comes at once but only to administrators; asking works for everybody. */
const ASK_EVERY = { seconds: 5 };

/** Source: homeassistant/core_config.py, as_dict */
export const HomeConfig = z.looseObject({ version: z.string(), state: z.string() });

/** Resolves once Home Assistant has started; until then half its states are "unavailable". Rejects when the link ends. */
export async function untilRunning(link: Link, clock: Clock): Promise<void> {
  if (await isRunning(link)) return;
  const started = new AbortController();
  const subscription = await subscribed(link, () => started.abort());
  while (!(await isRunning(link))) {
    if (started.signal.aborted) break;
    await clock.sleep(ASK_EVERY, started.signal);
  }
  await subscription?.unsubscribe();
}

const isRunning = async (link: Link): Promise<boolean> => (await link.call(config(), HomeConfig)).state === "RUNNING";

async function subscribed(link: Link, heard: () => void) {
  try {
    return await link.subscribe(subscribeEvents("homeassistant_started"), heard);
  } catch (error) {
    if (error instanceof Refusal && error.code === "ha_unauthorized") return undefined;
    throw error;
  }
}
