import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { engines } from "#db/testing.ts";
import { type Clock, systemClock } from "#server/clock.ts";
import type { HomeOps } from "#server/homeops.ts";
import { addHome, ensureOwner } from "#server/store/people/people.ts";
import { startHomeOps } from "#server/testing.ts";

type Invited = { invitation: number; link: string; expires_at: string };
const DAY_MS = 86_400_000;

describe.each(engines)("invitations on %s", (engine) => {
  let homeops: HomeOps & { token: string };
  let aheadMs = 0;
  const clock: Clock = { ...systemClock, now: () => Date.now() + aheadMs };
  beforeAll(async () => {
    homeops = await startHomeOps({ engine, clock });
    const { db } = homeops.world;
    const home = await addHome(db, { owner: await ensureOwner(db), name: "House" });
    const connection = await db.row<{ id: string }>(sql`
      insert into home_assistant_connections (home_id, user_id, name, url, encrypted_token)
      values (${home}, ${await ensureOwner(db)}::uuid, 'House', 'http://house', 'sealed')
      returning id`);
    await db.run(sql`
      insert into house.item (home_id, connection_id, kind, item_id, name, body)
      values (${home}, ${connection?.id}::uuid, 'area', 'hall', 'Hall', '{}')`);
  }, 120_000);
  afterAll(() => homeops[Symbol.asyncDispose]());

  const invite = async (wish: object) => (await homeops.ask("people/invite", { name: "Gus", ...wish })) as Invited;
  const codeOf = ({ link }: Invited) => link.slice("/#invite=".length);
  const post = (name: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${homeops.url}/api/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: homeops.url, ...headers },
      body: JSON.stringify(body),
    });
  const accept = async (code: string) => {
    const answer = await post("people/accept", { code });
    const cookie = answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    return { status: answer.status, cookie, text: await answer.text() };
  };
  const ask = async (name: string, cookie: string, input: object = {}) => {
    const answer = await post(name, input, { cookie });
    return {
      status: answer.status,
      body: (await answer.json()) as { items?: object[]; you?: { name: string; role: string } },
    };
  };
  const listed = async () =>
    ((await homeops.ask("people/invitations")) as { items: { invitation: number; state: string }[] }).items;

  it("opens once, and signs in as the person who was invited, with their role", async () => {
    const invited = await invite({ role: "guest", areas: ["hall"] });
    expect(invited.link).toMatch(/^\/#invite=[A-Za-z0-9_-]{43}$/); // behind the #, which no browser sends
    const { status, cookie } = await accept(codeOf(invited));
    expect([status, cookie]).toEqual([204, expect.stringMatching(/^homeops_session=/)]);
    expect((await ask("people/about-me", cookie)).body.you).toMatchObject({ name: "Gus", role: "guest" });
    expect((await ask("people/list", cookie)).status).toBe(403);
    expect((await ask("people/invite", cookie, { name: "Eve" })).status).toBe(403);
    const people = (await homeops.ask("people/list")) as { items: object[] };
    expect(people.items).toContainEqual(expect.objectContaining({ name: "Gus", role: "guest", areas: ["hall"] }));
    const again = await accept(codeOf(invited));
    expect([again.status, again.cookie]).toEqual([401, ""]);
    expect(again.text).toContain("unknown_invitation");
    expect(await listed()).toContainEqual(
      expect.objectContaining({ invitation: invited.invitation, state: "accepted" }),
    );
  });

  it("lets one of ten in who open the same link at once", async () => {
    const code = codeOf(await invite({ name: "Twin" }));
    const all = await Promise.all(Array.from({ length: 10 }, () => accept(code)));
    expect(all.map(({ status }) => status).sort()).toEqual([204, ...Array.from({ length: 9 }, () => 401)]);
    const { items } = (await homeops.ask("people/list")) as { items: { name: string }[] };
    expect(items.filter(({ name }) => name === "Twin")).toHaveLength(1);
  });

  it("ends, and can be taken back while nobody has come", async () => {
    const [late, unwanted] = [await invite({ days: 1 }), await invite({ days: 2 })];
    await homeops.ask("people/withdraw", { invitation: unwanted.invitation });
    expect((await accept(codeOf(unwanted))).status).toBe(401);
    aheadMs = DAY_MS + 1_000;
    expect((await accept(codeOf(late))).status).toBe(401);
    expect(await listed()).toContainEqual(expect.objectContaining({ invitation: late.invitation, state: "expired" }));
    aheadMs = 0;
    await expect(homeops.ask("people/withdraw", { invitation: unwanted.invitation })).rejects.toMatchObject({
      code: "unknown_invitation",
    });
  });

  it("keeps no code, and refuses what nobody gave out", async () => {
    const code = codeOf(await invite({}));
    const rows = await homeops.world.db.rows(sql`select *, encode(hash, 'hex') as hex from people.invitation`);
    const trail = await homeops.world.db.rows(sql`select * from home_assistant_audit_log`);
    expect(JSON.stringify([rows, trail, await listed()])).not.toContain(code);
    for (const wrong of [code.slice(1), `${code}A`, code.toLowerCase(), (rows.at(-1) as { hex: string }).hex, ""])
      expect([400, 401]).toContain((await accept(wrong)).status);
    expect((await accept(code)).status).toBe(204);
  });

  it("refuses rooms that there are not, and rooms for whom sees all", async () => {
    await expect(invite({ role: "guest", areas: ["moon"] })).rejects.toMatchObject({ code: "unknown_area" });
    await expect(invite({ role: "member", areas: ["hall"] })).rejects.toMatchObject({ code: "bad_input" });
  });

  it("signs its person in on one more browser by a link of their own", async () => {
    const { cookie } = await accept(codeOf(await invite({ name: "Mia", role: "member" })));
    const made = await ask("people/link", cookie);
    const second = await accept(codeOf(made.body as unknown as Invited));
    expect((await ask("people/about-me", second.cookie)).body.you).toMatchObject({ name: "Mia", role: "member" });
    expect((await ask("sessions/list", second.cookie)).body.items).toHaveLength(2);
    await expect(homeops.ask("people/link")).rejects.toMatchObject({ code: "forbidden" });
  });
});
