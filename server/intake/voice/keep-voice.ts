import { z } from "zod";
import type { Instant } from "#server/clock.ts";
import { toMicroseconds } from "#server/instant.ts";
import type { Log } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";
import type { PresentState } from "#server/store/house/contract.ts";
import type { Link } from "../connect/link.ts";
import type { Rememberer } from "../rememberer.ts";
import { Content, followTurns, type Turn } from "./turns.ts";
import { satelliteOf, voiceObservation } from "./voice-observation.ts";

/** More at once are not followed: each costs Core a subscription, and a conversation is over after five minutes. */
const FOLLOWED_AT_MOST = 100;

export interface VoiceParts {
  readonly link: Pick<Link, "subscribe" | "over">;
  readonly log: Log;
  readonly present: ReadonlyMap<string, PresentState>;
  readonly rememberer: Pick<Rememberer, "push">;
  /** What was asked before it is known, or unknown for ever. */
  readonly since: Instant;
}

const Chat = z.object({ conversation_id: z.string() });
/** Source: homeassistant/components/conversation/http.py, websocket_subscribe_chat_log_index. */
const Index = z.discriminatedUnion("event_type", [
  z.object({ event_type: z.literal("initial_state"), data: z.array(Chat) }),
  z.object({ event_type: z.literal("created"), conversation_id: z.string() }),
  z.object({ event_type: z.literal("deleted"), conversation_id: z.string() }),
]);
/** The same, websocket_subscribe_chat_log. */
const Said = z.discriminatedUnion("event_type", [
  z.object({ event_type: z.literal("initial_state"), data: z.object({ content: z.array(z.unknown()) }) }),
  z.object({ event_type: z.literal("content_added"), data: z.object({ content: z.unknown() }) }),
]);

/** Keeps what people ask of Assist, and what came of it. Only where the owner wishes it. */
export function keepVoice({ link, log, present, rememberer, since }: VoiceParts): void {
  const followed = new Set<string>();
  const first = toMicroseconds(since);

  function over(turn: Turn): void {
    if (toMicroseconds(turn.at) >= first) rememberer.push(voiceObservation(turn, satelliteOf(present)));
  }

  function heard(raw: unknown): void {
    const { success, data: told } = Index.safeParse(raw);
    if (!success) return;
    if (told.event_type === "deleted") followed.delete(told.conversation_id);
    else if (told.event_type === "created") follow(told.conversation_id);
    else for (const { conversation_id } of told.data) follow(conversation_id);
  }

  function follow(conversation_id: string): void {
    if (followed.has(conversation_id) || followed.size >= FOLLOWED_AT_MOST) return;
    followed.add(conversation_id);
    const take = followTurns(over);
    const hear = (raw: unknown): void => {
      for (const content of contentsIn(raw)) take(content);
    };
    careful(link.subscribe({ type: "conversation/chat_log/subscribe", conversation_id }, hear));
  }

  /** Over before we asked, or not to be had from this Home Assistant. */
  const careful = (asking: Promise<unknown>) =>
    void asking.catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      if (error.code !== "ha_not_found" && !link.over.aborted)
        log.warn("voice commands are not kept", { reason: error.message });
    });

  careful(link.subscribe({ type: "conversation/chat_log/subscribe_index" }, heard));
}

function contentsIn(raw: unknown): Content[] {
  const { success, data: told } = Said.safeParse(raw);
  if (!success) return [];
  const all = told.event_type === "initial_state" ? told.data.content : [told.data.content];
  return all.flatMap((one) => Content.safeParse(one).data ?? []);
}
