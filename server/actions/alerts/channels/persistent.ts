import { z } from "zod";
import { atHome } from "./at-home.ts";
import type { Channel } from "./channel.ts";
import { pageLink, placeOf } from "./page-link.ts";
import { asMarkdown, oneLine } from "./plain-text.ts";
import { channelWords } from "./words.ts";

const PersistentTarget = z.strictObject({});

/** Home Assistant's own notifications, which everybody sees who opens it; they are written in Markdown. */
export const persistent: Channel<typeof PersistentTarget> = {
  kind: "persistent",
  target: PersistentTarget,
  secrets: [],
  isLoud: false,
  hasKey: true, // the same id takes the same place
  async deliver(message, _, way) {
    const page = placeOf(message, await pageLink(way));
    const more = page ? `\n\n[${channelWords(message.language).open}](${page})` : "";
    const data = {
      notification_id: idOf(message.tag),
      title: oneLine(message.title),
      message: `${asMarkdown(message.text) || asMarkdown(message.title)}${more}`,
    };
    return atHome(way, { action: "persistent_notification.create", data });
  },
  clear: (tag, _, way) =>
    atHome(way, { action: "persistent_notification.dismiss", data: { notification_id: idOf(tag) } }),
};

const idOf = (tag: string) => `homeops_${tag}`;
