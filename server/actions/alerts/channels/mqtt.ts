import { z } from "zod";
import { atHome } from "./at-home.ts";
import type { Channel, Message } from "./channel.ts";
import { lines, oneLine } from "./plain-text.ts";

const MqttTarget = z.strictObject({
  prefix: z
    .string()
    .regex(
      /^[a-z0-9_-]{1,32}(?:\/[a-z0-9_-]{1,32}){0,3}$/,
      "must be a topic of small letters and digits, as in homeops",
    )
    .default("homeops"),
});

/**
 * Through the broker that Home Assistant is connected to, by its own action: TLS, login and the wait for the broker's receipt are its own.
 * What stands is retained under its tag, until it is cleared; what happens is told once. Topics are made of ids only.
 */
export const mqtt: Channel<typeof MqttTarget> = {
  kind: "mqtt",
  target: MqttTarget,
  secrets: [],
  isLoud: false,
  hasKey: true, // it goes along, for who must not act twice
  async deliver(message, { prefix }, way) {
    const root = `${prefix}/${way.home}`;
    const payload = JSON.stringify(bodyOf(message));
    if (message.kind === "alert" || message.kind === "reminder") {
      const kept = await atHome(way, published(stateTopic(root, message.tag), payload, true));
      if (kept.outcome !== "sent") return kept;
    }
    return atHome(way, published(`${root}/event`, payload, false));
  },
  clear: (tag, { prefix }, way) => atHome(way, published(stateTopic(`${prefix}/${way.home}`, tag), "", true)),
};

const stateTopic = (root: string, tag: string) => `${root}/alert/${tag.replace(/[^a-z0-9-]/g, "")}`;

const published = (topic: string, payload: string, retain: boolean) => ({
  action: "mqtt.publish" as const,
  data: { topic, payload, retain, qos: 1 },
});

const bodyOf = ({ key, tag, kind, severity, isDanger, language, title, text, path, event }: Message) => ({
  ...{ key, tag, kind, severity, is_danger: isDanger, language },
  ...{ title: oneLine(title), text: lines(text), ...(path && { path }), ...(event && { event }) },
});
