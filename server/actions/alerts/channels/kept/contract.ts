import { z } from "zod";
import { channelKinds } from "../channel.ts";

const Id = z.int32().positive();
const Language = z.enum(["en", "de"]).default("en");
const Target = z.record(z.string(), z.json()).meta({
  description:
    "companion `{action}` · notify `{action}` or `{entity}` · persistent `{}` · light `{entities, how?, color?, seconds?}` · " +
    "speech `{entity, voice?}` · webhook `{url, secret, former_secret?}` · email `{to, from, host, port?, security?, user?, password?, authority?}` · mqtt `{prefix?}`",
});

export const ListChannels = z.strictObject({ language: Language });

const KeptChannel = z
  .object({
    channel: Id,
    kind: z.enum(channelKinds),
    name: z.string(),
    person: z.uuid().nullable().meta({ description: "whose it is; null: the household's" }),
    target: Target.meta({ description: "without its secrets" }),
    secrets: z.array(z.string()).meta({ description: "names of secrets that are kept" }),
    is_on: z.boolean(),
    is_loud: z.boolean().meta({ description: "light or sound: silent between 22 and 7 for all but danger" }),
    tested_at: z.string().nullable(),
    outcome: z.enum(["sent", "refused", "unknown"]).nullable().meta({ description: "of the last delivery" }),
    outcome_at: z.string().nullable(),
    why: z.string().nullable().meta({ description: "what the other side said" }),
  })
  .meta({ id: "Channel" });
export type KeptChannel = z.infer<typeof KeptChannel>;

const Offered = z
  .object({
    kind: z.enum(channelKinds),
    name: z.string(),
    target: Target,
    person: z
      .uuid()
      .nullable()
      .meta({ description: "whose phone it is, where Home Assistant tells and they have an account" }),
  })
  .meta({ id: "OfferedChannel" });
export type Offered = z.infer<typeof Offered>;

export const ChannelList = z.object({
  items: z.array(KeptChannel),
  offered: z
    .array(Offered)
    .meta({ description: "what Home Assistant has that could be a channel; none while it is away" }),
  cursor: z.null(),
});

export const KeepChannel = z.strictObject({
  channel: Id.optional().meta({ description: "one that is kept, to change it" }),
  kind: z.enum(channelKinds),
  name: z.string().trim().min(1).max(100),
  target: Target,
  whose: z.enum(["mine", "household"]).default("mine"),
  is_on: z.boolean().default(true),
});
export type KeepChannel = z.output<typeof KeepChannel>;

export const OneChannel = z.object({ channel: KeptChannel });
export const RemoveChannel = z.strictObject({ channel: Id });
export const Removed = z.object({ removed: z.boolean() });
export const TestChannel = z.strictObject({ channel: Id, language: Language });
export const Tested = z.object({
  outcome: z.enum(["sent", "refused", "unknown"]),
  sentence: z.string().meta({ description: "what came of it, and what to do" }),
});
