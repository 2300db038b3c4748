import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import type { Channel, ChannelKind, Delivered, Message, Way } from "../channel.ts";
import { channelOf } from "../channels.ts";
import { oneLine } from "../plain-text.ts";
import { type ChannelRow, channelRow, noteOutcome } from "./queries.ts";
import { secretsOf } from "./sealed.ts";

const LONGEST_WHY = 300;

/** A channel that is kept, and how its kind is spoken to. */
interface Kept {
  readonly id: number;
  readonly of?: (kind: ChannelKind) => Channel;
}

/** Says it on a channel that is kept, and notes there what came of it. */
export const deliverOn = (way: Way, kept: Kept, message: Message): Promise<Delivered> =>
  onKept(way, kept, { isTest: message.kind === "test", work: (it, target) => it.deliver(message, target, way) });

/** Takes back what is shown under a tag; `sent` where the channel has nothing that could be taken back. */
export const clearOn = (way: Way, kept: Kept, tag: string): Promise<Delivered> =>
  onKept(way, kept, {
    isTest: false,
    work: async (it, target) => (it.clear ? it.clear(tag, target, way) : { outcome: "sent" }),
  });

type Task = { isTest: boolean; work(channel: Channel, target: unknown): Promise<Delivered> };

async function onKept(way: Way, { id, of = channelOf }: Kept, { isTest, work }: Task): Promise<Delivered> {
  const { db, clock } = way.world;
  const row = await channelRow(db, way.home, id);
  if (!row) return { outcome: "refused", why: "This channel was removed", isWorthAnotherTry: false };
  if (!row.is_on && !isTest)
    return { outcome: "refused", why: "This channel is switched off", isWorthAnotherTry: false };
  const came = await tried(way, row, { channel: of(row.kind), work });
  const why = came.outcome === "sent" ? null : came.why;
  await noteOutcome(db, { id, at: instantOf(clock.now()), outcome: came.outcome, why, isTest });
  return came;
}

type Trial = { channel: Channel; work: Task["work"] };

async function tried(way: Way, row: ChannelRow, { channel, work }: Trial): Promise<Delivered> {
  let secrets: Record<string, string> = {};
  try {
    secrets = secretsOf(way.world, row);
    const target = channel.target.safeParse({ ...row.target, ...secrets });
    if (!target.success)
      return { outcome: "refused", why: "This channel is incomplete; enter it again", isWorthAnotherTry: false };
    return withoutSecrets(await work(channel, target.data), Object.values(secrets));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return withoutSecrets({ outcome: "refused", why: error.message, isWorthAnotherTry: false }, Object.values(secrets));
  }
}

/** What the other side says may repeat what it was told. */
function withoutSecrets(came: Delivered, secrets: readonly string[]): Delivered {
  if (came.outcome === "sent") return came;
  const why = secrets.filter((it) => it !== "").reduce((text, secret) => text.replaceAll(secret, "[secret]"), came.why);
  return { ...came, why: oneLine(why, LONGEST_WHY) };
}
