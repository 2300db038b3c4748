import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { command } from "#server/command.ts";
import type { HomeOps } from "#server/homeops.ts";
import { startHomeOps } from "#server/testing.ts";

const look = command({
  name: "room/look",
  summary: "Looks <b>around</b>",
  scope: "server",
  access: "write",
  input: z.strictObject({ limit: z.int().default(5).meta({ description: 'so "many" & no more' }) }),
  output: z.object({ seen: z.array(z.object({ a: z.string() }).meta({ id: "Thing" })) }),
  run: async () => ({ seen: [] }),
});

let homeops: HomeOps & { token: string };
beforeAll(async () => {
  homeops = await startHomeOps({ capabilities: [{ name: "room", commands: [look] }] });
});
afterAll(() => homeops[Symbol.asyncDispose]());
const got = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${homeops.url}${path}`, { headers: { authorization: `Bearer ${homeops.token}`, ...headers } });

it("shows people each command with its fields, an example, who may ask and its errors, without any script", async () => {
  const answer = await got("/api/docs");
  const page = await answer.text();
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  for (const part of [
    "POST /api/room/look",
    "Looks &lt;b&gt;around&lt;/b&gt;",
    "so &quot;many&quot; &amp; no more",
    "default 5",
  ])
    expect(page).toContain(part);
  for (const part of ["for owners and admins", "Idempotency-Key", "unauthorized", "429", 'id="shape-Thing"'])
    expect(page).toContain(part);
  expect(page).not.toMatch(/<script|style="|<b>| on\w+=/i);
  expect(await (await got("/api/docs.css")).text()).toContain("color-scheme");
});

it.each(["/api/openapi.json", "/api/docs", "/api/docs.css"])(
  "sends %s once to whoever keeps it, and not at all to a stranger",
  async (path) => {
    const tag = (await got(path)).headers.get("etag") ?? "";
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    const again = await got(path, { "if-none-match": tag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await got(path, { "if-none-match": '"another"' })).status).toBe(200);
    expect((await fetch(`${homeops.url}${path}`)).status).toBe(401);
  },
);
