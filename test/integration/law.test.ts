import { createConnection, createLongLivedTokenAuth } from "home-assistant-js-websocket";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { capabilities } from "#server/capabilities.ts";
import { type HomeAssistantClient, homeAssistantClient } from "../world/home-assistant-client.ts";
import { addUser } from "../world/people.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";
import { asksOf } from "./law-asks.ts";

const PATIENCE = { timeout: 60_000, interval: 500 };
const FEEDS = {
  "memory/timeline": { limit: 500 },
  "health/batteries": {},
  "health/devices": {},
  "health/maintenances": {},
  "health/predictions": {},
  "findings/list": { states: ["open", "snoozed", "muted", "closed"] },
  "health/score": {},
  "alerts/list": {},
  "healing/remedies": {},
  "schedules/list": {},
  "integration/health": {},
  "integration/state": {},
  "integration/told": {},
  "system/status": {},
};
/** Where each was; a stranger's phone is nobody's. */
const PLACES = { Olivia: "Canary Office", Mia: "Canary School", Stranger: "Canary Street" } as const;
const trackerOf = (name: string) => `device_tracker.${name.toLowerCase()}_phone`;
const TRACKERS = Object.keys(PLACES).map(trackerOf);
const ASKS = asksOf(["Olivia", "Mia"], TRACKERS);

/** Runs what somebody fires, which no person started: asks as a voice satellite does. */
const ASKING = {
  automation: ["ask", "search", "explain", "timeline"].map((action) => ({
    alias: `Asks by ${action}`,
    triggers: [{ trigger: "event", event_type: `law_${action}` }],
    actions: [
      { action: `homeops.${action}`, data: "{{ trigger.event.data.asked }}", response_variable: "told" },
      { event: "law_told", event_data: { told: "{{ told | to_json }}" } },
    ],
  })),
};
const ACTIONS: Record<string, readonly object[]> = {
  ask: ASKS["ask/question"]!,
  search: ASKS["memory/search"]!,
  explain: ASKS["memory/explain"]!,
  timeline: [{ limit: 500 }],
};

describe("the law through a real Home Assistant", () => {
  const stack = new AsyncDisposableStack();
  let world: Integrated;
  let token = "";
  const tokens: Record<string, string> = {};
  const clients: Record<string, HomeAssistantClient> = {};
  /** Of whom each may hear. */
  const SEES: Record<string, readonly string[]> = { Olivia: [PLACES.Olivia], Mia: [PLACES.Mia], Noah: [] };

  beforeAll(async () => {
    world = stack.use(await startIntegrated({ configuration: ASKING }));
    const { client } = world.home;
    token = world.apiToken;
    [clients.Olivia, tokens.Olivia] = [client, world.home.token];
    for (const name of ["Mia", "Noah"]) {
      const person = await addUser(world.home, name);
      tokens[name] = person.token;
      clients[name] = stack.use(homeAssistantClient({ url: world.home.url, token: person.token }));
      if (name === "Mia")
        await client.call({ type: "person/create", name, user_id: person.userId, device_trackers: [trackerOf(name)] });
    }
    const { storage } = await client.call<{ storage: { id: string; name: string; user_id: string }[] }>({
      type: "person/list",
    });
    const olivia = storage.find(({ name }) => name === "Olivia");
    await client.call({
      ...{ type: "person/update", person_id: olivia?.id, name: "Olivia", user_id: olivia?.user_id },
      device_trackers: [trackerOf("Olivia")],
    });
    for (const state of ["home", "away"])
      for (const [name, place] of Object.entries(PLACES))
        await client.setState(trackerOf(name), state === "home" ? "home" : place, {
          ...{
            source_type: "gps",
            latitude: 52.1,
            longitude: 4.2,
            gps_accuracy: 10,
            friendly_name: `Phone of ${name}`,
          },
        });
    await vi.waitUntil(async () => (await told("memory/timeline", "Mia")).includes(PLACES.Mia), PATIENCE);
    await vi.waitUntil(async () => (await told("memory/timeline", "Olivia")).includes(PLACES.Olivia), PATIENCE);
  }, 300_000);
  afterAll(() => stack.disposeAsync());

  /** All that is answered, refusals included. */
  async function told(name: string, who: string): Promise<string> {
    const answers: string[] = [];
    for (const input of ASKS[name] ?? [{}])
      answers.push(JSON.stringify(await clients[who]!.call({ type: `homeops/${name}`, input }).catch(String)));
    return answers.join("\n");
  }
  const foreignIn = (text: string, mine: readonly string[] = []) =>
    Object.values(PLACES).filter((place) => !mine.includes(place) && text.includes(place));

  it("has a word about every command there is", () => {
    const all = capabilities.flatMap(({ commands = [] }) => commands.map(({ name }) => name));
    expect(Object.keys(ASKS).sort()).toEqual(all.sort());
    const feeds = capabilities.flatMap(({ feeds = [] }) => feeds.map(({ name }) => name));
    expect(Object.keys(FEEDS).sort()).toEqual(feeds.sort());
  });

  it.each(Object.keys(SEES))(
    "tells %s by no command where somebody else was",
    async (who) => {
      for (const name of Object.keys(ASKS))
        expect(foreignIn(await told(name, who), SEES[who]), `${name} to ${who}`).toEqual([]);
    },
    240_000,
  );

  it("tells each by the same commands where they were themselves, so that the above can fail", async () => {
    for (const who of ["Olivia", "Mia"] as const) {
      for (const name of ["memory/timeline", "ask/question", "series/chart", "house/entities"])
        expect(await told(name, who), `${name} to ${who}`).toContain(PLACES[who]);
      await expect.poll(() => told("memory/search", who), PATIENCE).toContain(PLACES[who]);
    }
  });

  it.each(Object.keys(SEES))("tells %s by no action and in no conversation where somebody else was", async (who) => {
    const run = (service: string, service_data: object) =>
      clients[who]!.call({ type: "call_service", domain: "homeops", service, service_data, return_response: true });
    for (const [action, all] of Object.entries(ACTIONS))
      for (const asked of all)
        expect(foreignIn(JSON.stringify(await run(action, asked).catch(String)), SEES[who]), action).toEqual([]);
    for (const { question } of ACTIONS.ask as { question: string }[]) {
      const asked = { type: "conversation/process", text: question, agent_id: world.agent };
      expect(foreignIn(JSON.stringify(await clients[who]!.call(asked)), SEES[who]), question).toEqual([]);
    }
  });

  it.each(Object.keys(SEES))("tells %s by no feed where somebody else was", async (who) => {
    const connection = await createConnection({ auth: createLongLivedTokenAuth(world.home.url, tokens[who]!) });
    const heard: string[] = [];
    for (const [feed, input] of Object.entries(FEEDS))
      await connection
        .subscribeMessage((event) => void heard.push(JSON.stringify(event)), { type: "homeops/subscribe", feed, input })
        .catch((error: unknown) => heard.push(JSON.stringify(error)));
    const moved = `Step ${Object.keys(SEES).indexOf(who)}`; // a note that names somebody betrays them
    for (const name of Object.keys(PLACES)) await world.home.client.setState(trackerOf(name), "home");
    await world.home.client.callService("homeops", "remember", { text: moved });
    await expect.poll(() => heard.join(), PATIENCE).toContain(moved); // after what moved before it
    expect(foreignIn(heard.join(), SEES[who])).toEqual([]);
    const others = Object.keys(PLACES).filter((name) => name !== who);
    for (const name of others) expect(heard.join()).not.toContain(trackerOf(name));
    connection.close();
  });

  it("tells an automation that no person started where nobody was", async () => {
    for (const [action, all] of Object.entries(ACTIONS))
      for (const asked of all) {
        await using listening = await world.events("law_told");
        await world.home.client.fireEvent(`law_${action}`, { asked });
        if (action === "explain") continue; // it is refused, and the automation ends there
        expect(foreignIn(String((await listening.next()).told)), `${action} ${JSON.stringify(asked)}`).toEqual([]);
      }
  });

  it.each(["f".repeat(32), "speaker", "nobody"])(
    "tells %s, who is no user of this home, nothing of anybody",
    async (user) => {
      for (const [name, all] of Object.entries(ASKS))
        for (const input of all) {
          const answer = await fetch(`${world.homeops.url}/api/${name}`, {
            method: "POST",
            headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "x-homeops-user": user },
            body: JSON.stringify(input),
          });
          expect(foreignIn(await answer.text()), name).toEqual([]);
          if (user.startsWith("f")) expect([name, answer.status]).toEqual([name, 403]);
        }
    },
  );
});
