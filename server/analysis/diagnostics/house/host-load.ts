import { z } from "zod";
import type { Link } from "#server/intake/connect/link.ts";

/** Source: homeassistant/components/hardware/websocket_api.py, ws_subscribe_system_status; told each five seconds to whoever listens. */
const SystemStatus = z.object({
  cpu_percent: z.number().min(0).max(100),
  memory_used_percent: z.number().min(0).max(100),
});

/** How busy the machine is that Home Assistant runs on. */
export interface HostLoad {
  readonly processorPercent: number;
  readonly memoryPercent: number;
}

type Listening = Pick<Link, "subscribe">;
type Kept = { load: HostLoad | undefined; isListening: boolean; isOver: boolean };

const keptOf = new WeakMap<Listening, Kept>();

/**
 * As it was told last, on this link; undefined where it was not told yet, or Home Assistant tells nobody. Asks for the next one word without
 * waiting for it, so that nothing is measured there between two looks.
 */
export function hostLoad(link: Listening): HostLoad | undefined {
  const kept = keptOf.get(link) ?? { load: undefined, isListening: false, isOver: false };
  keptOf.set(link, kept);
  const last = kept.load;
  if (!kept.isListening && !kept.isOver) void listenOnce(link, kept);
  return last;
}

async function listenOnce(link: Listening, kept: Kept): Promise<void> {
  kept.isListening = true;
  const heard = Promise.withResolvers<void>();
  try {
    const subscription = await link.subscribe({ type: "hardware/subscribe_system_status" }, (told) => {
      const { data } = SystemStatus.safeParse(told);
      kept.load = data && { processorPercent: data.cpu_percent, memoryPercent: data.memory_used_percent };
      heard.resolve();
    });
    await heard.promise;
    await subscription.unsubscribe();
  } catch {
    kept.isOver = true; // not everybody has it, and a link that ended has a new one after it
  }
  kept.isListening = false;
}
