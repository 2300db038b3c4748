import { states } from "home-assistant-js-websocket/dist/messages.js";
import { expect, it } from "vitest";
import { z } from "zod";
import { readExposed } from "#server/intake/exposed.ts";
import { presentState } from "#server/intake/observe/observe.ts";
import { State } from "#server/intake/observe/wire.ts";
import { readRegistries } from "#server/intake/registry.ts";
import { linkTo } from "#server/intake/testing.ts";
import { startHomeAssistant } from "../world/home-assistant.ts";

type Listed = { exposed_entities: Record<string, { conversation?: boolean }> };

it("knows what a real Home Assistant lets Assist speak of, before Assist has met it and after", async () => {
  await using ha = await startHomeAssistant();
  const link = await linkTo(ha);
  const read = async () => {
    const present = (await link.call(states(), z.array(State))).map(presentState);
    return (await readExposed(link, { ...(await readRegistries(link)), states: present })).sort();
  };
  const expose = (entity_ids: string[], should_expose: boolean) =>
    ha.client.call({ type: "homeassistant/expose_entity", assistants: ["conversation"], entity_ids, should_expose });
  const list = async () => {
    const { exposed_entities } = await ha.client.call<Listed>({ type: "homeassistant/expose_entity/list" });
    return Object.keys(exposed_entities).filter((id) => exposed_entities[id]?.conversation);
  };

  await expose(["light.bed_light"], false);
  await expose(["lock.front_door", "sensor.outside_humidity"], true);
  const before = await read();
  expect(before).toEqual(expect.arrayContaining(["lock.front_door", "sensor.outside_humidity"]));
  expect(before).not.toContain("light.bed_light");
  await ha.client.call({ type: "conversation/process", text: "turn on the nothing" }); // Assist meets them all
  const met = (await list()).sort();
  expect(met.filter((id) => !before.includes(id))).toEqual([]);
  expect(await read()).toEqual(met);
  link.close();
});
