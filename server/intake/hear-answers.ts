import { z } from "zod";
import type { Database } from "#db/database.ts";
import type { World } from "#server/world.ts";
import type { BusEvent } from "./observe/wire.ts";

const ANSWERED = "mobile_app_notification_action";

/** Android and iPhones tell which button it was; all else in it is what the notification said, or what somebody typed. */
const Pressed = z.looseObject({
  action: z
    .string()
    .regex(/^homeops_[a-z_]+_[0-9]+$/)
    .max(64),
});

/** Somebody pressed a button of a notification of ours. */
export interface Answer {
  readonly home: number;
  /** Of the verb that was offered. */
  readonly id: string;
  /** The user of Home Assistant whose app it is. */
  readonly userId: string | null;
}

type Heard = (answer: Answer) => Promise<void>;

const listeners = new WeakMap<Database, Set<Heard>>();

/** Whoever wants to know of answers, from now until disposed. */
export function hearAnswers({ db }: Pick<World, "db">, heard: Heard): Disposable {
  const all = listeners.get(db) ?? new Set<Heard>();
  listeners.set(db, all);
  all.add(heard);
  return { [Symbol.dispose]: () => void all.delete(heard) };
}

/** That a notification was wiped away is no answer: `mobile_app_notification_cleared` is passed over as everything else is. */
export function noticeAnswer({ db, log }: Pick<World, "db" | "log">, home: number, event: BusEvent): void {
  if (event.event_type !== ANSWERED) return;
  const pressed = Pressed.safeParse(event.data);
  if (!pressed.success) return; // another's button
  const answer: Answer = { home, id: pressed.data.action, userId: event.context.user_id ?? null };
  for (const heard of listeners.get(db) ?? [])
    heard(answer).catch((error) => log.error("an answer could not be taken", { error, id: answer.id }));
}
