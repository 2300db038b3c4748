import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { WebSocket } from "ws";
import { percentile } from "#server/percentile.ts";
import type { HomeAssistant } from "../world/home-assistant.ts";

const EVERY_MS = 100;

export interface CorePings extends AsyncDisposable {
  /** Milliseconds in which 95 of 100 pings since the last call were answered. */
  p95(): number;
}

/** How quickly Core answers on its websocket, asked ten times a second. */
export async function corePings({ url, token }: HomeAssistant): Promise<CorePings> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/websocket`);
  await once(socket, "message"); // auth_required
  socket.send(JSON.stringify({ type: "auth", access_token: token }));
  await once(socket, "message"); // auth_ok
  let times: number[] = [];
  let isOver = false;
  const asking = (async () => {
    for (let id = 1; !isOver; id++) {
      const began = performance.now();
      socket.send(JSON.stringify({ id, type: "ping" }));
      await once(socket, "message");
      times.push(performance.now() - began);
      await pause(EVERY_MS);
    }
  })();
  return {
    p95() {
      const value = percentile(times, 0.95);
      times = [];
      return value;
    },
    async [Symbol.asyncDispose]() {
      isOver = true;
      await asking;
      socket.close();
    },
  };
}
