import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { KeptList, ShoppingList } from "#server/actions/shopping/contract.ts";
import type { HomeOps } from "#server/homeops.ts";
import { Secret } from "#server/secret.ts";
import { startHomeOps } from "#server/testing.ts";
import { type HomeAssistant, startHomeAssistant } from "../world/home-assistant.ts";

/** Of the demo's own devices one is low, of which no cell is known. */
const DEMOS_OWN = /type not known/;
const patience = { timeout: 60_000, interval: 500 };
const LIST = "todo.errands";
const Items = z.record(
  z.string(),
  z.object({ items: z.array(z.looseObject({ uid: z.string(), summary: z.string(), status: z.string() })) }),
);

const everything = new AsyncDisposableStack();
let home: HomeAssistant;
let homeops: HomeOps;

const battery = (id: string, percent: number, more: object = {}) =>
  home.client.setState(`sensor.${id}_battery`, String(percent), {
    ...{ device_class: "battery", state_class: "measurement", unit_of_measurement: "%" },
    ...{ friendly_name: `${id.replace("_", " ")} battery`, battery_type: "CR2032", battery_quantity: 1 },
    ...more,
  });
const items = async () => {
  const message = { type: "call_service", domain: "todo", service: "get_items", return_response: true };
  const { response } = await home.client.call<{ response: unknown }>({ ...message, target: { entity_id: LIST } });
  return Items.parse(response)[LIST]!.items;
};
const summaries = async () => {
  const all = (await items()).map(({ summary }) => summary.replace(/ by .*/, ""));
  return all.filter((summary) => !DEMOS_OWN.test(summary)).toSorted();
};
const preview = async () => ShoppingList.parse(await homeops.ask("shopping/preview", { days: 1 }));
const choose = async (list: string | null) => KeptList.parse(await homeops.ask("shopping/choose", { list, days: 1 }));
const knows = (count: number) =>
  expect
    .poll(
      async () => (await preview()).items.flatMap(({ cell, entities }) => (cell === "CR2032" ? entities : [])).length,
      patience,
    )
    .toBe(count);

beforeAll(async () => {
  home = everything.use(await startHomeAssistant());
  const { flow_id } = await home.client.rest<{ flow_id: string }>("POST", "/api/config/config_entries/flow", {
    handler: "local_todo",
  });
  await home.client.rest("POST", `/api/config/config_entries/flow/${flow_id}`, { todo_list_name: "Errands" });
  await home.client.callService("todo", "add_item", { item: "Milk" }, { entity_id: LIST });
  await battery("kitchen_motion", 4);
  await battery("back_door", 3);
  const homeAssistant = { url: home.url, token: new Secret(home.token) };
  homeops = everything.use(await startHomeOps({ engine: "postgresql", options: { homeAssistant } }));
  await vi.waitFor(async () => {
    expect(await homeops.ask("system/status")).toMatchObject({ connections: [{ state: "live" }] });
  }, patience);
}, 240_000);
afterAll(() => everything.disposeAsync());

it("puts what is to be bought on the list that was chosen, once, beside what others put there", async () => {
  await knows(2);
  expect((await preview()).lists.map(({ entity_id }) => entity_id)).toContain(LIST);
  expect(await summaries(), "a preview changes nothing").toEqual(["Milk"]);
  expect(await choose(LIST)).toMatchObject({ added: 2, updated: 0, removed: 0 });
  const both = ["2 × CR2032 (back door, kitchen motion)", "Milk"];
  expect(await summaries()).toEqual(both);
  expect(await choose(LIST)).toMatchObject({ added: 0, updated: 0, removed: 0 });
  expect(await summaries()).toEqual(both);
});

it("changes its own item when a cell was changed, and one more is needed", async () => {
  await battery("back_door", 100);
  await knows(1);
  expect(await choose(LIST)).toMatchObject({ added: 0, updated: 1, removed: 0 });
  expect(await summaries()).toEqual(["1 × CR2032 (kitchen motion)", "Milk"]);
});

it("takes what a person ticks off for bought, and says no more of it until the cell was changed", async () => {
  const { uid } = (await items()).find(({ summary }) => summary.startsWith("1 × CR2032"))!;
  await home.client.callService("todo", "update_item", { item: uid, status: "completed" }, { entity_id: LIST });
  expect(await choose(LIST)).toMatchObject({ added: 0, updated: 0, removed: 0 });
  await battery("kitchen_motion", 100);
  await knows(0);
  await choose(LIST);
  await battery("kitchen_motion", 2);
  await knows(1);
  expect(await choose(LIST)).toMatchObject({ added: 1 });
  expect((await items()).filter(({ status }) => status === "needs_action").length).toBe(3);
});

it("takes its items off a list that is chosen no more, and leaves all others", async () => {
  expect(await choose(null)).toMatchObject({ list: null, removed: 2 });
  expect((await items()).filter(({ status }) => status === "needs_action").map(({ summary }) => summary)).toEqual([
    "Milk",
  ]);
});

it("refuses what is no list, in a sentence", async () => {
  await expect(choose("todo.none")).rejects.toMatchObject({ code: "unfit_list" });
});
