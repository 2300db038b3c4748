import type { Channel, ChannelKind } from "./channel.ts";
import { companion } from "./companion.ts";
import { email } from "./email.ts";
import { light } from "./light.ts";
import { mqtt } from "./mqtt.ts";
import { notify } from "./notify.ts";
import { persistent } from "./persistent.ts";
import { speech } from "./speech.ts";
import { webhook } from "./webhook.ts";

/** Every way out. */
const channels = { companion, notify, persistent, light, speech, webhook, email, mqtt } satisfies Record<
  ChannelKind,
  unknown
>;

/** Each by its kind, whatever its target: that is parsed by the channel's own schema before it is used. */
export const channelOf = (kind: ChannelKind): Channel => channels[kind];
