import { auth } from "home-assistant-js-websocket/dist/messages.js";
import type WebSocket from "ws";
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { jsonIn } from "../../json-in.ts";
import type { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import { strange, tokenRefused, unreachable, whyHttp, whyUnreached } from "./unreached.ts";

/** Home Assistant itself waits 10 s for the token. */
const DEADLINE_SECONDS = 20;
const NOT_ITS_LOGIN = "The address speaks websocket, but does not log in like Home Assistant.";

/** Source: homeassistant/components/websocket_api/auth.py */
const AuthMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("auth_required"), ha_version: z.string().optional() }),
  z.object({ type: z.literal("auth_ok"), ha_version: z.string() }),
  z.object({ type: z.literal("auth_invalid"), message: z.string().default("") }),
]);

/** Resolves with Home Assistant's version. @throws Refusal that says why there is no session */
export async function login(socket: WebSocket, token: Secret, clock: Clock): Promise<string> {
  const done = Promise.withResolvers<string>();
  const over = new AbortController();
  const hear = (data: WebSocket.RawData) => {
    const message = AuthMessage.safeParse(jsonIn(String(data))).data;
    if (message?.type === "auth_required") socket.send(JSON.stringify(auth(token.reveal())));
    else if (message?.type === "auth_ok") done.resolve(message.ha_version);
    else done.reject(message ? tokenRefused(wordsWithout(token, message.message)) : strange(NOT_ITS_LOGIN));
  };
  socket.on("message", hear);
  rejectOnFailure(socket, done.reject);
  const late = unreachable(`The login took longer than ${DEADLINE_SECONDS} seconds.`);
  clock.sleep({ seconds: DEADLINE_SECONDS }, over.signal).then(() => done.reject(late));
  try {
    return await done.promise;
  } finally {
    over.abort();
    socket.off("message", hear);
  }
}

/** The listeners stay: a socket that fails later, too, must find one for its error. */
function rejectOnFailure(socket: WebSocket, reject: (why: Refusal) => void): void {
  socket.on("error", (error) => reject(whyUnreached(error)));
  socket.on("close", (code) => reject(strange(`Home Assistant hung up before the login was done (${code}).`)));
  socket.on("unexpected-response", (request, response) => {
    reject(whyHttp(response.statusCode ?? 0));
    request.destroy();
  });
}

/** Home Assistant may quote what it was sent. */
const wordsWithout = (token: Secret, words: string): string =>
  words.replaceAll(token.reveal(), String(token)).slice(0, 200) || "no reason given";
