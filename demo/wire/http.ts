import type { IncomingMessage, ServerResponse } from "node:http";
import { configOf } from "../house/core-config.ts";
import type { Door } from "./connection.ts";

type Answer = { status: number; json: unknown } | { status: number; text: string };

/** The few plain answers that tell a client it has found a Home Assistant. */
export function answerHttp(door: Door, request: IncomingMessage, response: ServerResponse): void {
  const answer = answerTo(door, request);
  const isJson = "json" in answer;
  response.writeHead(answer.status, { "content-type": isJson ? "application/json" : "text/plain; charset=utf-8" });
  response.end(isJson ? JSON.stringify(answer.json) : answer.text);
}

function answerTo({ home, userOf }: Door, { url, headers }: IncomingMessage): Answer {
  const path = new URL(url ?? "/", "http://home").pathname;
  if (path === "/manifest.json") return { status: 200, json: { name: "Home Assistant", short_name: "Home Assistant" } };
  if (!path.startsWith("/api/")) return { status: 404, text: "404: Not Found" };
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
  if (!token || !userOf(token)) return { status: 401, text: "401: Unauthorized" };
  if (path === "/api/") return { status: 200, json: { message: "API running." } };
  if (path === "/api/config") return { status: 200, json: configOf(home) };
  return { status: 404, text: "404: Not Found" };
}
