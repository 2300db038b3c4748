import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { z } from "zod";
import type { Log } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";
import { SCHEMA_VERSIONS, version } from "#server/version.ts";
import { answerable } from "../answerable.ts";
import { boundedJson } from "../bounded-json.ts";
import type { Caller, Dispatch } from "../dispatch.ts";
import { type Entry, type Pass, unauthorized } from "../door.ts";
import { stranger, type Trail } from "../trail.ts";
import { type Conversation, conversation } from "./conversation.ts";
import { lineOn } from "./line.ts";
import type { Shelf } from "./resumable.ts";

const SIGN_IN_MS = 10_000;
const POLICY_VIOLATION = 1008;
const MOST_WAITING = 32;

const Auth = z.object({ type: z.literal("auth"), token: z.string() });

export type Visit = { isSignedIn(): boolean; check(): void; leave(code: number, reason: string): void };

type Parts = Pick<Caller, "requestId" | "from" | "as"> & {
  dispatch: Dispatch;
  entry: Entry;
  onTrail: Trail;
  request: Pick<IncomingMessage, "socket">;
  log: Log;
  pass: Pass | undefined;
  shelf: Shelf;
  dropped(): void;
};

/** One socket from its greeting to its end. */
export function visit(socket: WebSocket, parts: Parts): Visit {
  const { dispatch, onTrail, entry, request, log, requestId, from, as, pass, dropped, shelf } = parts;
  const arrivedAt = performance.now();
  const line = lineOn(socket, (why) => {
    dropped();
    log.info("live socket dropped", { requestId, why });
  });
  const talkWith = (pass: Pass) => conversation({ line, dispatch, onTrail, log, requestId, from, as, pass, shelf });
  let [held, talk]: [Pass | undefined, Conversation | undefined] = [pass, pass && talkWith(pass)];
  const isOpen = () => socket.readyState === WebSocket.OPEN;

  const turnOut = ({ code, message }: Pick<Refusal, "code" | "message">) => {
    line.send({ type: "auth", ok: false, error: { code, message } });
    line.close(POLICY_VIOLATION, code);
  };

  const signIn = async (said: unknown) => {
    const auth = Auth.safeParse(said);
    try {
      held = auth.success ? await entry.passFor(auth.data.token, request) : undefined;
      if (!held) throw unauthorized("Send the API token first");
    } catch (error) {
      const refusal = answerable(error, { log, requestId });
      onTrail.turnedAway(stranger("sign in on the live socket", requestId, from), refusal);
      return turnOut(refusal);
    }
    void noteSignIn(held);
    talk = isOpen() ? talkWith(held) : undefined;
    line.send({ type: "auth", ok: true });
  };

  const noteSignIn = async (known: Pass) => {
    const asker = await known.asker();
    await onTrail({ action: "sign in on the live socket", asker, requestId, from }, async () => {});
  };

  let [signingIn, waiting]: [Promise<void>, number] = [Promise.resolve(), 0];
  /** What is said while a token is looked up is heard after it. */
  const hearInTurn = (said: unknown) => {
    if (++waiting > MOST_WAITING) return line.close(POLICY_VIOLATION, "wait for the answer to auth");
    signingIn = signingIn.then(async () => {
      waiting--;
      if (!isOpen()) return;
      if (talk) void talk.hear(said);
      else await signIn(said);
    });
  };

  socket.on("message", (data, isBinary) => {
    if (!isOpen()) return; // turned out already, and still talking
    try {
      const said = isBinary ? undefined : boundedJson(String(data));
      if (talk && waiting === 0) void talk.hear(said);
      else hearInTurn(said);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      line.send({ id: null, type: "result", ok: false, error: { code: error.code, message: error.message } });
    }
  });
  socket.on("error", () => {}); // a frame against the protocol or too large: ws closes the socket
  socket.on("close", () => talk?.end());
  line.send({ type: "hello", version, schema: SCHEMA_VERSIONS });

  return {
    isSignedIn: () => talk !== undefined,
    check() {
      if (socket.readyState === WebSocket.CLOSING) socket.terminate();
      else if (held && !held.holds()) line.close(POLICY_VIOLATION, "signed out");
      else if (!talk && performance.now() - arrivedAt > SIGN_IN_MS)
        line.close(POLICY_VIOLATION, "not signed in in time");
      else line.check();
    },
    leave: line.close,
  };
}
