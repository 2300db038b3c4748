import { z } from "zod";
import type { Log } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";
import { answerable } from "../answerable.ts";
import type { Caller, Dispatch } from "../dispatch.ts";
import type { Pass } from "../door.ts";
import { stranger, type Trail } from "../trail.ts";
import type { Line } from "./line.ts";
import type { Shelf } from "./resumable.ts";
import { subscriptionsOn } from "./subscriptions.ts";

const MOST_RUNNING = 32;

/** A command's input as fields beside these, or under `input`: some commands have an `id` of their own. */
const Message = z.looseObject({
  id: z.int().nonnegative(),
  type: z.string().max(100),
  input: z.record(z.string(), z.unknown()).optional(),
});
const Position = z.object({ token: z.string().max(100), position: z.int().nonnegative() });
const Subscribe = z.object({ feed: z.string().max(100), resume: z.union([z.literal(true), Position]).optional() });
const Unsubscribe = z.object({ subscription: z.int() });

export interface Conversation {
  hear(message: unknown): Promise<void>;
  end(): void;
}

type Parts = Pick<Caller, "requestId" | "from" | "as"> & {
  line: Line;
  dispatch: Dispatch;
  onTrail: Trail;
  log: Log;
  pass: Pass;
  shelf: Shelf;
};

/** What an admitted caller says on one socket, answered in whatever order the answers come. */
export function conversation({ line, dispatch, onTrail, log, pass, shelf, ...visit }: Parts): Conversation {
  const subscriptions = subscriptionsOn(line, shelf);
  let running = 0;

  const ask = async (name: string, body: unknown, asking: Caller) => {
    if (running >= MOST_RUNNING) throw new Refusal("too_busy", "Wait for a command to end first", { status: 429 });
    running++;
    return dispatch.run(name, body, asking).finally(() => running--);
  };

  const answer = async (message: z.infer<typeof Message>, asking: Caller): Promise<void> => {
    const { id, type, input, ...fields } = message;
    if (type === "subscribe") {
      const { feed, resume: wanted } = read(Subscribe, message);
      const ask = { name: feed, body: input ?? {}, caller: asking };
      const key = JSON.stringify([asking.asker, asking.as, feed, ask.body]);
      const resuming = wanted && { key, wanted };
      return subscriptions.add(id, (send) => dispatch.open(ask, send), resuming);
    }
    if (type === "unsubscribe") subscriptions.end(read(Unsubscribe, message).subscription);
    const result = type === "unsubscribe" ? null : await ask(type, input ?? fields, asking);
    line.send({ id, type: "result", ok: true, result });
  };

  return {
    async hear(said) {
      const heard = Message.safeParse(said);
      const id = heard.success ? heard.data.id : null;
      const requestId = `${visit.requestId}.${id ?? "-"}`;
      try {
        if (!heard.success) throw misheard();
        if (!pass.holds()) throw endedPass();
        const asker = await pass.asker();
        const { isGoBetween, reach, session } = pass;
        await answer(heard.data, { asker, isGoBetween, reach, session, ...visit, requestId });
      } catch (error) {
        const refusal = answerable(error, { log, requestId });
        onTrail.turnedAway(stranger(heard.data?.type ?? "live", requestId, visit.from), refusal);
        const { code, message } = refusal;
        line.send({ id, type: "result", ok: false, error: { code, message, request_id: requestId } });
      }
    },
    end: subscriptions.endAll,
  };
}

function read<T extends z.ZodType>(schema: T, message: unknown): z.output<T> {
  const result = schema.safeParse(message);
  if (result.success) return result.data;
  throw misheard();
}

const endedPass = () =>
  new Refusal("unauthorized", "This sign-in has ended; sign in again, or send another token", { status: 401 });

const misheard = () =>
  new Refusal(
    "bad_message",
    'Send {"id": 1, "type": "<room>/<verb>", …}, {"id": 2, "type": "subscribe", "feed": "<room>/<feed>", "input": {}} or {"id": 3, "type": "unsubscribe", "subscription": 2}',
  );
