import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { startHomeOps } from "#server/testing.ts";
import type { ConnectionShown } from "./contract.ts";

const patience = { timeout: 20_000 };

it("calls a home as it is called there, unless somebody named it here", async () => {
  await using house = await startSmallHouse();
  await using other = await startSmallHouse();
  await using homeops = await startHomeOps();
  const add = async (input: object) => (await homeops.ask("connections/add", input)) as ConnectionShown;
  const unnamed = await add({ url: house.url, token: house.token });
  const named = await add({ url: other.url, token: other.token, name: "Cottage" });
  const seen = async () => {
    const { items } = (await homeops.ask("connections/list")) as { items: ConnectionShown[] };
    return new Map(items.map(({ id, name, state }) => [id, `${name}, ${state}`]));
  };
  await expect.poll(seen, patience).toEqual(
    new Map([
      [unnamed.id, "Small house, live"],
      [named.id, "Cottage, live"],
    ]),
  );
  const homes = async () => {
    const { homes } = (await homeops.ask("integration/greet")) as { homes: { name: string }[] };
    return homes.map(({ name }) => name).sort();
  };
  expect(await homes()).toEqual(["Cottage", "Small house"]);
  await homeops.ask("connections/rename", { id: unnamed.id, name: "Seaside" });
  expect(await homes()).toEqual(["Cottage", "Seaside"]);
});
