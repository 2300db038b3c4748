import { z } from "zod";
import type { Clock } from "#server/clock.ts";
import type { Link } from "../connect/link.ts";

/**
 * The first thing that is told, then what took longer, at last that this was all.
 * Source: homeassistant/components/system_health/__init__.py, handle_info; recorder/system_health/__init__.py
 */
const Told = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("initial"),
    data: z
      .object({ recorder: z.object({ info: z.looseObject({ estimated_db_size: z.unknown() }).partial() }) })
      .partial(),
  }),
  z.object({ type: z.literal("update"), domain: z.string(), key: z.string(), data: z.unknown() }),
  z.object({ type: z.literal("finish") }),
]);
const Size = z.string().regex(/^[\d.]+ MiB$/);
/** Home Assistant itself gives each part of it five seconds. */
const PATIENCE = { seconds: 10 };
const BYTES = 1_048_576;

/** What the recorder's database takes, in bytes, of whichever kind it is; null where Home Assistant does not tell. */
export async function recorderSize(link: Pick<Link, "subscribe" | "ended">, clock: Clock): Promise<number | null> {
  const found = Promise.withResolvers<unknown>();
  const subscription = await link
    .subscribe({ type: "system_health/info" }, (message) => {
      const { data: told } = Told.safeParse(message);
      const size = told?.type === "initial" ? told.data.recorder?.info.estimated_db_size : undefined;
      if (typeof size === "string" || !told || told.type === "finish") found.resolve(size);
    })
    .catch(() => undefined); // there is no recorder, or nobody is asked about health
  if (!subscription) return null;
  const { data } = Size.safeParse(await Promise.race([found.promise, link.ended, clock.sleep(PATIENCE)]));
  await subscription.unsubscribe();
  return data === undefined ? null : Math.round(Number.parseFloat(data) * BYTES);
}
