import { z } from "zod";
import type { Link } from "#server/intake/connect/link.ts";
import { Refusal } from "#server/refusal.ts";

/** Source: homeassistant/components/recorder/basic_websocket_api.py, ws_info. */
const RecorderInfo = z.object({
  recording: z.boolean(),
  thread_running: z.boolean(),
  backlog: z.number(),
  max_backlog: z.number(),
  migration_in_progress: z.boolean().catch(false),
});
export type RecorderInfo = z.infer<typeof RecorderInfo>;

/** How Home Assistant's own recorder does; undefined where it has none, or does not tell. @throws Refusal of the link itself */
export async function readRecorder(link: Pick<Link, "call">): Promise<RecorderInfo | undefined> {
  try {
    return await link.call({ type: "recorder/info" }, RecorderInfo);
  } catch (error) {
    if (error instanceof Refusal && !["not_connected", "timed_out"].includes(error.code)) return undefined;
    throw error;
  }
}
