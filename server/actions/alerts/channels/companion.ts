import { z } from "zod";
import { atHome } from "./at-home.ts";
import type { Channel, Delivered, Message } from "./channel.ts";
import { levelOf } from "./level.ts";
import { pageLink, placeOf } from "./page-link.ts";
import { oneLine, untagged } from "./plain-text.ts";
import { channelWords } from "./words.ts";

/** Android shows three. */
const MOST_VERBS = 3;
const LONGEST = 600;
/** The apps take such texts for commands: mobile apps' documentation, notifications/commands.md. */
const COMMAND = /^[a-z0-9_]+$/i;

const CompanionTarget = z.strictObject({
  action: z.custom<`notify.mobile_app_${string}`>(
    (it) => typeof it === "string" && /^notify\.mobile_app_[a-z0-9_]{1,200}$/.test(it),
    "must be a mobile app, as in notify.mobile_app_annas_phone",
  ),
});

/**
 * One notification a tag, updated in place. Home Assistant answers when it has taken the message; what becomes of it at the push service of
 * the phone's maker it only logs.
 */
export const companion: Channel<typeof CompanionTarget> = {
  kind: "companion",
  target: CompanionTarget,
  secrets: [],
  isLoud: false,
  hasKey: true, // the same tag takes the same place
  async deliver(message, { action }, way): Promise<Delivered> {
    const page = placeOf(message, await pageLink(way));
    const title = untagged(oneLine(message.title));
    return atHome(way, {
      action,
      data: { title, message: textOf(message, title), data: dataOf(message, page) },
    });
  },
  clear: (tag, { action }, way) => atHome(way, { action, data: { message: "clear_notification", data: { tag } } }),
};

function textOf({ text }: Message, title: string): string {
  const told = untagged(oneLine(text, LONGEST));
  if (told === "") return `${title}.`;
  return COMMAND.test(told) ? `${title}: ${told}` : told;
}

/** What Android reads and what iPhones read, side by side: each app passes over the other's. */
function dataOf(message: Message, page: string | undefined) {
  const level = levelOf(message);
  const channels = channelWords(message.language).channels;
  const isUrgent = level === "danger" || level === "urgent" || message.kind === "test";
  return {
    tag: message.tag,
    group: "homeops",
    // Android: a channel keeps the importance that it was made with, hence one a level; `alarm_stream` is heard although a phone is silent.
    channel: level === "danger" ? "alarm_stream" : channels[level],
    importance: IMPORTANCE[level],
    ...(isUrgent && { ttl: 0, priority: "high" }),
    ...(message.kind === "recovery" && { alert_once: true }),
    visibility: level === "danger" ? "public" : "private",
    notification_icon: "mdi:home-heart",
    // iPhone
    push: pushOf(level),
    ...(page && { url: page, clickAction: page }),
    ...(message.verbs.length > 0 && { actions: message.verbs.slice(0, MOST_VERBS).map(actionOf) }),
  };
}

const IMPORTANCE = { danger: "max", urgent: "high", usual: "default", quiet: "low" } as const;

function pushOf(level: keyof typeof IMPORTANCE) {
  if (level === "danger")
    return { "interruption-level": "critical", sound: { name: "default", critical: 1, volume: 1 } };
  if (level === "quiet") return { "interruption-level": "passive", sound: "none" };
  return { "interruption-level": level === "urgent" ? "time-sensitive" : "active" };
}

const actionOf = ({ id, title, isHarmless }: Message["verbs"][number]) => ({
  action: id,
  title: untagged(oneLine(title, 40)),
  authenticationRequired: !isHarmless,
  destructive: !isHarmless,
});
