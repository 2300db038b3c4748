import sql from "sql-template-tag";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { startHomeOps } from "#server/testing.ts";
import { figure, isFull } from "./figures.ts";
import { playedHome } from "./played-home.ts";

const MESSAGES = isFull ? 100 : 20;

type Made = { webhook: string; path: string; secret: string };
type Sent = { id?: string; at?: Date; body?: string; as?: string; secret?: string; drop?: string; to?: string };

let homeops: Awaited<ReturnType<typeof startHomeOps>>;
let home: Awaited<ReturnType<typeof playedHome>>;
let made: Made;
beforeAll(async () => {
  home = await playedHome();
  homeops = await startHomeOps({ engine: "postgresql" });
  await homeops.ask("connections/add", { url: home.url, token: home.token });
  const state = async () => ((await homeops.ask("connections/list")) as { items: { state: string }[] }).items[0]?.state;
  await vi.waitUntil(async () => (await state()) === "live", { timeout: 60_000 });
  made = (await homeops.ask("webhooks/create", { name: "NAS" })) as Made;
});
afterAll(async () => {
  await homeops[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

const newId = () => `msg_${crypto.randomUUID()}`;
const bodyOf = (n: number) =>
  JSON.stringify({ type: "backup.finished", data: { title: `Backup ${n}`, token: "c4n4ry" } });

/** Signs with the reference library; `as` is what is sent in place of what was signed. */
async function send(it: Sent = {}): Promise<number> {
  const { id = newId(), at = new Date(), body = bodyOf(0), as = body, secret = made.secret } = it;
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
  if (it.drop) delete headers[it.drop];
  const answer = await fetch(`${homeops.url}${it.to ?? made.path}`, { method: "POST", headers, body: as });
  return answer.status;
}

const remembered = async () =>
  (
    await homeops.world.db.row<{ n: number }>(
      sql`select count(*)::int as n from home_assistant_events where event_type = 'homeops_webhook'`,
    )
  )?.n ?? 0;

it("S8: takes every webhook that is signed, also while two secrets overlap, and remembers each once", async () => {
  const former = made.secret;
  const all = async (it: Sent) =>
    expect(
      new Set(await Promise.all(Array.from({ length: MESSAGES }, (_, n) => send({ ...it, body: bodyOf(n) })))),
    ).toEqual(new Set([204]));
  await all({});
  made = (await homeops.ask("webhooks/renew", { webhook: made.webhook, overlap_hours: 1 })) as Made;
  await Promise.all([all({}), all({ secret: former })]);
  const { secret } = made;
  made = (await homeops.ask("webhooks/renew", { webhook: made.webhook, overlap_hours: 0 })) as Made;
  expect([await send({ secret }), await send({ secret: former }), await send()]).toEqual([401, 401, 204]);
  const many = await Promise.all(Array.from({ length: 5 }, () => send({ id: "msg_at_once", at: new Date() })));
  expect(many.filter((status) => status === 204)).toHaveLength(1);
  await expect.poll(remembered, { timeout: 20_000 }).toBe(MESSAGES * 3 + 2);
  const rows = await homeops.world.db.rows<{ attributes: unknown }>(
    sql`select attributes from home_assistant_events where event_type = 'homeops_webhook' limit 500`,
  );
  expect(JSON.stringify(rows)).not.toContain("c4n4ry");
  type Found = { items: { sentence: string }[] };
  await expect
    .poll(
      async () => ((await homeops.ask("memory/search", { query: "NAS backup finished" })) as Found).items[0]?.sentence,
      {
        timeout: 30_000,
      },
    )
    .toMatch(/^NAS: .Backup \d+. \(backup\.finished\)$/);
  figure(
    "S8",
    `webhooks in: ${MESSAGES * 3 + 2} of ${MESSAGES * 3 + 2} signed ones taken, two secrets at once among them`,
  );
});

it("S8: refuses what is missing, wrong, stale, of the future, replayed or serialised anew", async () => {
  const before = await remembered();
  const seen = newId();
  expect(await send({ id: seen })).toBe(204);
  const minutes = (n: number) => new Date(Date.now() + n * 60_000);
  const other = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  const refused: Record<string, Sent> = {
    "without an id": { drop: "webhook-id" },
    "without a time": { drop: "webhook-timestamp" },
    "without a signature": { drop: "webhook-signature" },
    "another secret": { secret: other },
    "another body": { as: bodyOf(99) },
    stale: { at: minutes(-6) },
    "of the future": { at: minutes(6) },
    "replayed id": { id: seen },
    "replayed id with another body": { id: seen, body: bodyOf(5) },
    "serialised anew": { body: '{"a": 1}', as: '{"a":1}' },
    "keys in another order": { body: '{"a":1,"b":2}', as: '{"b":2,"a":1}' },
    "a line more": { as: `${bodyOf(0)}\n` },
    "nothing at all": { as: "" },
    "to nobody": { to: `${made.path.slice(0, -4)}AAAA` },
  };
  const answers: Record<string, number> = {};
  for (const [name, it] of Object.entries(refused)) answers[name] = await send(it);
  const expected = (name: string) => (name.startsWith("replayed") ? 409 : 401);
  expect(answers).toEqual(Object.fromEntries(Object.keys(refused).map((name) => [name, expected(name)])));
  expect(await send({ as: "x".repeat(70_000) })).toBe(413);
  expect(await remembered()).toBe(before + 1);
  type Page = { items: { details: { refused?: string } }[] };
  const { items } = (await homeops.ask("audit/search", { action: "webhooks/receive", success: false })) as Page;
  expect(new Set(items.map(({ details }) => details.refused))).toEqual(
    new Set(["wrong_signature", "not_signed", "stale"]),
  );
  figure(
    "S8",
    `webhooks in: ${Object.keys(refused).length + 1} of ${Object.keys(refused).length + 1} bad ones refused`,
  );
});

it("S8: holds up who signs wrongly over and over, and not who has the secret", async () => {
  const statuses: number[] = [];
  const guessed = `${made.path.slice(0, -4)}BBBB`;
  for (let n = 0; n < 70; n++) statuses.push(await send({ to: guessed }));
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  expect(await send(), "from the same address").toBe(204);
});
