import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { z } from "zod";
import type { Log } from "#server/log.ts";
import { Refusal } from "#server/refusal.ts";
import { SCHEMA_VERSIONS, version } from "#server/version.ts";
import { boundedJson } from "../bounded-json.ts";
import type { Caller, Dispatch } from "../dispatch.ts";
import type { Entry, Pass } from "../door.ts";
import { type Conversation, conversation } from "./conversation.ts";
import { lineOn } from "./line.ts";
import type { Shelf } from "./resumable.ts";

const SIGN_IN_MS = 10_000;
const POLICY_VIOLATION = 1008;

const Auth = z.object({ type: z.literal("auth"), token: z.string() });

export type Visit = { isSignedIn(): boolean; check(): void; leave(code: number, reason: string): void };

type Parts = Pick<Caller, "requestId" | "from" | "as"> & {
  dispatch: Dispatch;
  entry: Entry;
  request: Pick<IncomingMessage, "socket">;
  log: Log;
  pass: Pass | undefined;
  shelf: Shelf;
  dropped(): void;
};

/** One socket from its greeting to its end. */
export function visit(socket: WebSocket, parts: Parts): Visit {
  const { dispatch, entry, request, log, requestId, from, as, pass, dropped, shelf } = parts;
  const arrivedAt = performance.now();
  const line = lineOn(socket, (why) => {
    dropped();
    log.info("live socket dropped", { requestId, why });
  });
  const talkWith = (pass: Pass) => conversation({ line, dispatch, log, requestId, from, as, pass, shelf });
  let talk: Conversation | undefined = pass && talkWith(pass);

  const signIn = (said: unknown) => {
    const auth = Auth.safeParse(said);
    try {
      const known = auth.success ? entry.passFor(auth.data.token, request) : undefined;
      if (!known) throw new Refusal("unauthorized", "Send the API token first");
      talk = talkWith(known);
      line.send({ type: "auth", ok: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      line.send({ type: "auth", ok: false, error: { code: error.code, message: error.message } });
      line.close(POLICY_VIOLATION, error.code);
    }
  };

  socket.on("message", (data, isBinary) => {
    if (socket.readyState !== WebSocket.OPEN) return; // turned out already, and still talking
    try {
      const said = isBinary ? undefined : boundedJson(String(data));
      if (talk) void talk.hear(said);
      else signIn(said);
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
      else if (pass && !pass.holds()) line.close(POLICY_VIOLATION, "signed out");
      else if (!talk && performance.now() - arrivedAt > SIGN_IN_MS)
        line.close(POLICY_VIOLATION, "not signed in in time");
      else line.check();
    },
    leave: line.close,
  };
}
