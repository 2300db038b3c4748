import { z } from "zod";
import { atHome } from "./at-home.ts";
import type { Channel } from "./channel.ts";
import { lines, oneLine } from "./plain-text.ts";

const SERVICE = /^notify\.[a-z0-9_]{1,200}$/;
const NotifyName = z.custom<`notify.${string}`>(
  (it) => typeof it === "string" && SERVICE.test(it),
  "must begin with notify., as in notify.family",
);

const NotifyTarget = z
  .strictObject({
    action: NotifyName.optional().meta({ description: "an action that notifies" }),
    entity: NotifyName.optional().meta({ description: "an entity that notifies" }),
  })
  .refine(({ action, entity }) => (action === undefined) !== (entity === undefined), "name an action or an entity");

/** Any other way that Home Assistant has of telling somebody. Nothing can be taken back, and nothing told from a repetition. */
export const notify: Channel<typeof NotifyTarget> = {
  kind: "notify",
  target: NotifyTarget,
  secrets: [],
  isLoud: false,
  hasKey: false,
  deliver(message, { action, entity }, way) {
    const data = { title: oneLine(message.title), message: lines(message.text) || oneLine(message.title) };
    if (entity) return atHome(way, { action: "notify.send_message", data, target: { entity_id: entity } });
    return atHome(way, { action: action ?? "notify.notify", data });
  },
};
