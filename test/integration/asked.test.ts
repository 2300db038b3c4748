import { createConnection, createLongLivedTokenAuth } from "home-assistant-js-websocket";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type HomeAssistantClient, homeAssistantClient } from "../world/home-assistant-client.ts";
import { addUser } from "../world/people.ts";
import { type Integrated, startIntegrated } from "./integrated.ts";

const PATIENCE = { timeout: 60_000, interval: 500 };
const KITCHEN = "light.kitchen_lights";
const BED = "light.bed_light";
/** Asked by an automation, which no person started: it tells as an event what it was told. */
const ASKING = {
  automation: [
    {
      alias: "Asks the memory",
      triggers: [{ trigger: "event", event_type: "ask_memory" }],
      actions: [
        { action: "homeops.ask", data: { question: "{{ trigger.event.data.question }}" }, response_variable: "told" },
        { event: "memory_answered", event_data: { answer: "{{ told.answer }}" } },
      ],
    },
    {
      alias: "Tells the memory",
      triggers: [{ trigger: "event", event_type: "tell_memory" }],
      actions: [
        {
          action: "conversation.process",
          data: { text: "{{ trigger.event.data.text }}", agent_id: "conversation.homeops_memory" },
          response_variable: "told",
        },
        { event: "memory_said", event_data: { said: "{{ told.response.speech.plain.speech }}" } },
      ],
    },
  ],
};

type Answer = { answer: string; speech: string; result: { kind: string; value: unknown } };
type Heard = { kind: "snapshot" | "delta" | "lost"; items?: object[] };
type Spoken = {
  response: { response_type: string; speech: { plain: { speech: string } }; data: { success: { id: string }[] } };
  conversation_id: string;
};

let world: Integrated;
beforeAll(async () => {
  world = await startIntegrated({ configuration: ASKING });
  const { client } = world.home;
  for (const light of [KITCHEN, BED])
    for (const service of ["turn_on", "turn_off", "turn_on"])
      await client.callService("light", service, {}, { entity_id: light });
}, 300_000);
afterAll(() => world?.[Symbol.asyncDispose]());

const action = async <T>(name: string, data: object) => {
  const asked = `/api/services/homeops/${name}?return_response`;
  return (await world.home.client.rest<{ service_response: T }>("POST", asked, data)).service_response;
};
const say = (text: string, options: object = {}) =>
  world.home.client.call<Spoken>({ type: "conversation/process", text, agent_id: world.agent, ...options });
const pauses = async () => (await world.homeops.ask<{ pauses: object[] }>("system/status")).pauses;
const spoken = ({ response }: Spoken) => response.speech.plain.speech;

it("answers actions with a response", async () => {
  const told = await action<Answer>("ask", { question: "when did the kitchen lights last turn on" });
  expect(told).toMatchObject({ result: { kind: "instant" }, answer: expect.stringContaining("Kitchen Lights last") });
  const items = (page: { items: object[] }) => page.items;
  await expect
    .poll(async () => items(await action("search", { query: "kitchen lights turned on", limit: 1 })), PATIENCE)
    .toMatchObject([{ entity_id: KITCHEN, sentence: expect.stringContaining("Kitchen Lights") }]);
  const span = { from: "2020-01-01 00:00:00", entities: [KITCHEN], limit: 1 };
  expect(items(await action("timeline", span))).toMatchObject([{ state: "on", entity_id: KITCHEN }]);
  expect(await action("explain", { entity_id: KITCHEN })).toMatchObject({
    causes: [{ kind: "person", person: "Olivia" }],
  });
});

it("remembers what people and automations tell, with who told it", async () => {
  const note = { text: "New bulb", entity_id: BED, kind: "maintenance" };
  const told = await action<{ event: string; sentence: string }>("remember", note);
  expect(told.sentence).toBe("Noted by Olivia about Bed Light: “New bulb” (maintenance)");
  await world.home.client.callService("homeops", "remember", { text: "The plumber was here" }); // nobody waits for the answer
  const { items } = await action<{ items: object[] }>("timeline", { limit: 50 });
  expect(items).toEqual(expect.arrayContaining([expect.objectContaining(told)]));
  expect(JSON.stringify(items)).toContain("Noted by Olivia: “The plumber was here”");
});

it("says what is wrong with an action in words", async () => {
  await expect(action("explain", { entity_id: "light.nowhere" })).rejects.toThrow(/answered 400/);
  await expect(action("explain", {})).rejects.toThrow(/answered 400/);
  const wrong = { type: "call_service", domain: "homeops", service: "explain", return_response: true };
  await expect(world.home.client.call({ ...wrong, service_data: { entity_id: "light.nowhere" } })).rejects.toThrow(
    /light\.nowhere/,
  );
});

it("carries commands of the contract for the user who asks, and no others", async () => {
  const greta = await addUser(world.home, "Greta");
  await using hers = homeAssistantClient({ url: world.home.url, token: greta.token });
  const asked = { type: "homeops/ask/question", question: "when did the kitchen lights last turn on" };
  const answered = (client: HomeAssistantClient) => client.call(asked).catch(String); // a new user is known after two seconds
  for (const client of [world.home.client, hers])
    await expect.poll(() => answered(client), PATIENCE).toMatchObject({ result: { kind: "instant" } });
  const status = { type: "homeops/system/status" };
  expect(await world.home.client.call(status)).toMatchObject({ you: { may_change: true } });
  expect(await hers.call(status)).toMatchObject({ you: { may_change: false } });
  await expect(hers.call({ type: "homeops/memory/pause", minutes: 90 })).rejects.toThrow("forbidden: A pause of more");
  await expect(hers.call({ type: "homeops/memory/search", input: { query: "" } })).rejects.toThrow("bad_input");
  await expect(hers.call({ type: "homeops/memory/invented" })).rejects.toThrow("unknown_command");
  await expect(hers.call({ ...asked, config_entry_id: "none" })).rejects.toThrow("unknown_entry");
});

it("answers what was asked of the past, in one conversation", async () => {
  const first = await say("when did the kitchen lights last turn on");
  expect(first.response.response_type).toBe("query_answer");
  expect(spoken(first)).toMatch(/^Kitchen Lights last turned on today at /);
  const { conversation_id } = first;
  const second = await say("and the bed light?", { conversation_id });
  expect(spoken(second)).toMatch(/^Bed Light last turned on today at /);
  expect(second.conversation_id).toBe(conversation_id);
});

it("passes on to Home Assistant's own agent what is not about the past, unchanged", async () => {
  const { client } = world.home;
  const texts = ["turn off the kitchen lights", "turn on the kitchen lights", "good night", "is the bed light on"];
  for (const text of texts) {
    const ours = await say(text);
    const theirs = await client.call<Spoken>({ type: "conversation/process", text });
    if (text !== "good night") expect({ ...ours, conversation_id: "" }).toEqual({ ...theirs, conversation_id: "" });
    if (text.includes("kitchen")) expect(ours.response.data.success.map(({ id }) => id)).toEqual([KITCHEN]);
  }
  const { id } = await client.call<{ id: string }>({ type: "auth/current_user" });
  expect(await client.state(KITCHEN)).toMatchObject({ state: "on", context: { user_id: id } });
});

it("tells an automation that no person started what a voice satellite may know", async () => {
  const { client } = world.home;
  const question = "when did the bed light last turn on";
  const answered = async () => {
    await using listening = await world.events("memory_answered");
    await client.fireEvent("ask_memory", { question });
    return (await listening.next()).answer;
  };
  expect(await answered()).toMatch(/^Bed Light last turned on today/);
  const hide = { type: "homeassistant/expose_entity", assistants: ["conversation"], entity_ids: [BED] };
  await client.call({ ...hide, should_expose: false });
  await expect.poll(answered, PATIENCE).not.toContain("Bed Light last turned on");
  expect((await action<Answer>("ask", { question })).answer).toMatch(/^Bed Light last turned on today/);
});

it("follows a feed for who asks, also over a server that is lost and found again", async () => {
  const { home, homeops } = world;
  const connection = await createConnection({ auth: createLongLivedTokenAuth(home.url, home.token) });
  const heard: Heard[] = [];
  const follow = { type: "homeops/subscribe", feed: "memory/timeline", input: { entities: [BED], limit: 5 } };
  const stop = await connection.subscribeMessage<Heard>((event) => void heard.push(event), follow);
  const kinds = () => heard.map(({ kind }) => kind);
  await expect.poll(kinds, PATIENCE).toEqual(["snapshot"]);
  expect(heard[0]?.items).toMatchObject([{ entity_id: BED }, {}, {}, {}, {}]);
  await home.client.callService("light", "toggle", {}, { entity_id: BED });
  await expect.poll(kinds, PATIENCE).toContain("delta");
  heard.length = 0;
  await homeops.kill();
  await expect.poll(kinds, PATIENCE).toEqual(["lost"]);
  expect(spoken(await say("turn on the kitchen lights"))).toBe("Turned on the light"); // Assist goes on without the memory
  await expect(action("ask", { question: "when was the bed light on" })).rejects.toThrow("HomeOps does not answer");
  await homeops.start();
  await expect.poll(kinds, PATIENCE).toEqual(["lost", "snapshot"]);
  await stop();
  const wrong = { ...follow, input: { limit: 0 } };
  await expect(connection.subscribeMessage(() => {}, wrong)).rejects.toMatchObject({ code: "bad_input" });
  await expect(connection.subscribeMessage(() => {}, { ...follow, feed: "none" })).rejects.toMatchObject({
    code: "invalid_format",
  });
  connection.close();
}, 240_000);

it("hears what it is told to do itself: to pause, to go on, and to forget once that was asked twice", async () => {
  const paused = await say("stop remembering for an hour");
  expect(spoken(paused)).toMatch(/^I remember nothing until today at /);
  expect(paused.response.response_type).toBe("action_done");
  expect(await pauses()).toHaveLength(1);
  expect(spoken(await say("merk dir wieder alles"))).toBe("Ich merke mir wieder, was geschieht.");
  expect(await pauses()).toEqual([]);
  const asked = await say("forget the last ten minutes");
  expect(spoken(asked)).toMatch(/^That is \d+ events, .*Shall I forget them\?$/);
  expect(asked).toMatchObject({ continue_conversation: true });
  const { conversation_id } = asked;
  expect(spoken(await say("no", { conversation_id }))).toBe("Then I forget nothing.");
  await say("forget the last ten minutes", { conversation_id });
  expect(spoken(await say("yes", { conversation_id }))).toMatch(/^It is being forgotten/);
  await expect
    .poll(() => action("timeline", { entities: [KITCHEN] }), PATIENCE)
    .toMatchObject({ items: [{ state: "on" }] });
});

it("lets a voice satellite, of which nobody knows who speaks, pause and not forget", async () => {
  const { client } = world.home;
  const heard = async (text: string) => {
    await using listening = await world.events("memory_said");
    await client.fireEvent("tell_memory", { text });
    return (await listening.next()).said;
  };
  expect(await heard("stop remembering for two hours")).toMatch(
    /^I remember nothing until .* Only an owner or an admin/,
  );
  expect(await pauses()).toHaveLength(1);
  expect(await heard("remember again")).toBe("I remember again.");
  expect(await heard("forget the last ten minutes")).toMatch(/^Only an owner or an admin/);
  expect(await heard("turn on the kitchen lights")).toBe("Turned on the light");
});
