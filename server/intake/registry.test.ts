import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { readRegistries } from "./registry.ts";
import { linkTo } from "./testing.ts";

it("knows what people also call a thing, which the list of the registry leaves out", async () => {
  const lamp = { entity_id: "light.lamp", name: "Lamp", aliases: ["big lamp", "Leuchte"], state: "off" };
  await using home = await startSmallHouse({ entities: [lamp], devices: [], automations: [] });
  const link = await linkTo(home);
  const { entities } = await readRegistries(link);
  link.close();
  expect(entities.find(({ entity_id }) => entity_id === "light.lamp")).toMatchObject({
    aliases: ["big lamp", "Leuchte"],
  });
});
