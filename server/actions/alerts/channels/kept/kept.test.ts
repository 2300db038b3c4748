import { randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#db/database.ts";
import { engines, testDatabase } from "#db/testing.ts";
import type { Asker, Call, Command } from "#server/command.ts";
import { addMember, addPerson } from "#server/store/people/people.ts";
import { lonelyHome, toSay } from "../testing.ts";
import { channelCommands } from "./commands.ts";
import { clearOn, deliverOn } from "./deliver-on.ts";

const SECRET = `whsec_${randomBytes(24).toString("base64")}`;
const HOOK = { url: "http://127.0.0.1:9/token-5a1e", secret: SECRET };
type Kept = { channel: number; target: object; secrets: string[]; person: string | null; why: string | null };

describe.each(engines)("channels that are kept, on %s", (engine) => {
  let db: Database;
  let place: Awaited<ReturnType<typeof lonelyHome>>;
  let anna: Asker;
  let ben: Asker;
  const owner: Asker = { kind: "owner" };
  beforeAll(async () => {
    db = await testDatabase(engine);
    place = await lonelyHome(db);
    const joined = async (name: string, role: "owner" | "member") => {
      const personId = await addPerson(db, name);
      await addMember(db, { home: place.home, person: personId, role });
      return { kind: "person", personId } as const;
    };
    anna = await joined("Anna", "owner");
    ben = await joined("Ben", "member");
  }, 120_000);
  afterAll(async () => {
    await place[Symbol.asyncDispose]();
    await db[Symbol.asyncDispose]();
  });

  const ask = async (name: string, input: object, asker: Asker = owner) => {
    const command = channelCommands.find((it) => it.name === name) as Command;
    const { world, home } = place;
    const seen = asker.kind === "person" ? db.as(asker.personId) : db.for("asked");
    const mayChange = async () => asker === owner || asker === anna;
    const call: Call = { world, home, db: seen, asker, mayChange, requestId: "r", from: {} };
    return command.output.parse(await command.run(command.input.parse(input), call)) as never;
  };
  const keep = async (input: object, asker?: Asker): Promise<Kept> =>
    ((await ask("alerts/keep-channel", { name: "x", ...input }, asker)) as { channel: Kept }).channel;
  const listed = async (asker?: Asker) => ((await ask("alerts/channels", {}, asker)) as { items: Kept[] }).items;

  it("show everything but their secrets, and those stand nowhere in the clear", async () => {
    const hook = await keep({ kind: "webhook", target: HOOK, whose: "household" });
    expect(hook).toMatchObject({ target: { reach: "home" }, secrets: ["secret", "url"], person: null });
    const mail = {
      to: "anna@example.org",
      from: "h@example.org",
      host: "127.0.0.1",
      port: 9,
      user: "a",
      password: "canary-password",
    };
    const letter = await keep({ kind: "email", target: mail });
    expect(letter.target).toMatchObject({ to: "anna@example.org", security: "starttls" });
    const answers = [
      await ask("alerts/test", { channel: hook.channel }),
      await ask("alerts/test", { channel: letter.channel }),
      await listed(),
    ];
    const rows = await db.owner.rows(sql`select to_jsonb(channel)::text as row from alerts.channel`);
    const all = JSON.stringify([hook, letter, answers, rows]);
    expect(all).toContain("refused");
    for (const secret of [SECRET, "token-5a1e", "canary-password"]) expect(all).not.toContain(secret);
  });

  it("cannot be opened in another row", async () => {
    const [one, two] = [await keep({ kind: "webhook", target: HOOK }), await keep({ kind: "webhook", target: HOOK })];
    await db.owner.run(sql`
      update alerts.channel set secrets = (select secrets from alerts.channel where id = ${one.channel}) where id = ${two.channel}`);
    expect(await deliverOn(place, { id: two.channel }, toSay())).toMatchObject({
      ...{ outcome: "refused", isWorthAnotherTry: false },
      why: expect.stringContaining("enter the secret again"),
    });
    expect((await listed()).find(({ channel }) => channel === two.channel)?.secrets).toEqual([]);
  });

  it("keep a secret that is not entered again, and let the former one sign until the next change", async () => {
    const first = await keep({ kind: "webhook", target: HOOK });
    const renamed = await keep({ kind: "webhook", target: {}, channel: first.channel, name: "Renamed" });
    expect(renamed).toMatchObject({ name: "Renamed", secrets: ["secret", "url"] });
    const secret = `whsec_${randomBytes(24).toString("base64")}`;
    const rotated = await keep({ kind: "webhook", target: { secret }, channel: first.channel });
    expect(rotated.secrets).toEqual(["former_secret", "secret", "url"]);
    const settled = await keep({ kind: "webhook", target: { secret }, channel: first.channel });
    expect(settled.secrets).toEqual(["secret", "url"]);
  });

  it("of a person are that person's: another does not see, test, change or remove them", async () => {
    const mine = await keep({ kind: "webhook", target: { ...HOOK, url: "https://example.org/ben" } }, ben);
    expect(mine).toMatchObject({ person: (ben as { personId: string }).personId, target: { reach: "public" } });
    expect((await listed(ben)).map(({ channel }) => channel)).toContain(mine.channel);
    expect((await listed(anna)).map(({ channel }) => channel)).not.toContain(mine.channel);
    for (const name of ["alerts/test", "alerts/remove-channel"])
      await expect(ask(name, { channel: mine.channel }, anna)).rejects.toMatchObject({ code: "unknown_channel" });
    await expect(keep({ kind: "webhook", target: {}, channel: mine.channel }, anna)).rejects.toMatchObject({
      code: "unknown_channel",
    });
    expect(await ask("alerts/remove-channel", { channel: mine.channel }, ben)).toEqual({ removed: true });
  });

  it("of the household are changed by who may change the home", async () => {
    const wall = await keep({ kind: "persistent", target: {}, whose: "household" }, anna);
    expect((await listed(ben)).map(({ channel }) => channel)).toContain(wall.channel);
    await expect(keep({ kind: "persistent", target: {}, channel: wall.channel }, ben)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(ask("alerts/remove-channel", { channel: wall.channel }, ben)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(keep({ kind: "webhook", target: HOOK, whose: "household" }, ben)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it.each<[string, object]>([
    ["light", { entities: ["light.hall"] }],
    ["speech", { entity: "assist_satellite.hall" }],
    ["notify", { action: "notify.family" }],
    ["mqtt", {}],
    ["persistent", {}],
    ["companion", { action: "notify.mobile_app_annas_phone" }],
  ])("of kind %s are not for everybody to keep", async (kind, target) => {
    await expect(keep({ kind, target }, ben)).rejects.toMatchObject({ code: "forbidden" });
    expect(await keep({ kind, target }, anna)).toMatchObject({ kind });
  });

  it("of who may not change the home never lead into its network, whatever they ask for", async () => {
    const mine = await keep({ kind: "webhook", target: { ...HOOK, reach: "home" } }, ben);
    expect(mine.target).toEqual({ reach: "public" });
    expect(await deliverOn(place, { id: mine.channel }, toSay())).toMatchObject({
      outcome: "refused",
      isWorthAnotherTry: false,
    });
  });

  it.each<[string, object, RegExp]>([
    ["companion", { action: "notify.family" }, /notify\.mobile_app_/],
    ["companion", { action: "notify.mobile_app_x", more: 1 }, /more/],
    ["light", { entities: ["lock.door"] }, /must be a light/],
    ["speech", { entity: "media_player.hall" }, /voice/],
    ["notify", {}, /an action or an entity/],
    ["mqtt", { prefix: "a/#" }, /topic/],
    ["webhook", { url: HOOK.url }, /secret/],
  ])("are not kept where a %s is %j", async (kind, target, said) => {
    await expect(keep({ kind, target })).rejects.toMatchObject({
      code: "bad_target",
      message: expect.stringMatching(said),
    });
  });

  it("say why nothing was said: switched off, removed, or Home Assistant away", async () => {
    const off = await keep({ kind: "persistent", target: {}, is_on: false });
    expect(await deliverOn(place, { id: off.channel }, toSay())).toMatchObject({
      outcome: "refused",
      isWorthAnotherTry: false,
    });
    expect(await deliverOn(place, { id: 999_999 }, toSay())).toMatchObject({
      outcome: "refused",
      isWorthAnotherTry: false,
    });
    const on = await keep({ kind: "persistent", target: {} });
    expect(await deliverOn(place, { id: on.channel }, toSay())).toMatchObject({
      outcome: "refused",
      isWorthAnotherTry: true,
    });
    expect(await clearOn(place, { id: on.channel }, "finding-7")).toMatchObject({
      outcome: "refused",
      isWorthAnotherTry: true,
    });
    expect((await listed()).find(({ channel }) => channel === on.channel)).toMatchObject({
      ...{
        outcome: "refused",
        why: "Home Assistant is not connected",
        tested_at: null,
        outcome_at: expect.any(String),
      },
    });
  });
});
