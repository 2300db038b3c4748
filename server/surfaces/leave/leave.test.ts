import { expect, it } from "vitest";
import { startSmallHouse } from "#demo/testing.ts";
import { capabilities } from "#server/capabilities.ts";
import type { Capability } from "#server/capability.ts";
import { leavesBehind, type Made } from "#server/footprint.ts";
import { startHomeOps } from "#server/testing.ts";

/** A room that has made two cards and a dashboard there; one card is used by somebody. */
function decorator(standing: Made[]): Capability {
  return {
    name: "decorator",
    async start(world, stack) {
      stack.use(
        leavesBehind(world, {
          list: async () => [...standing],
          async remove(made) {
            if (made.id === "stuck") throw new Error("the wire broke");
            if (made.id === "used") return "Take the card off the dashboard first";
            standing.splice(standing.indexOf(made), 1);
            return undefined;
          },
        }),
      );
    },
  };
}

it("lists what every room has made in Home Assistant, and removes it once a person typed the word", async () => {
  const standing: Made[] = [
    { kind: "resource", id: "used", name: "homeops-card.js" },
    { kind: "dashboard", id: "stuck", name: "HomeOps" },
    { kind: "repair", id: "gone", name: "Token refused" },
  ];
  await using house = await startSmallHouse();
  await using homeops = await startHomeOps({ capabilities: [...capabilities, decorator(standing)] });
  const added = (await homeops.ask("connections/add", { url: house.url, token: house.token, name: "Cottage" })) as {
    id: string;
  };
  const token = { kind: "token", id: added.id, name: "Cottage" };
  expect(await homeops.ask("leave/list")).toEqual({ items: [token, ...standing], cursor: null });

  await expect(homeops.ask("leave/remove", { confirm: "yes" })).rejects.toMatchObject({ code: "bad_input" });
  expect(standing, "nothing went without the word").toHaveLength(3);

  const [used, stuck, gone] = [...standing];
  expect(await homeops.ask("leave/remove", { confirm: "leave" })).toEqual({
    removed: [gone],
    remaining: [
      { ...token, reason: expect.stringContaining("Revoke the long-lived access token of HomeOps in Cottage") },
      { ...used, reason: "Take the card off the dashboard first" },
      { ...stuck, reason: "Home Assistant did not remove it; remove it there by hand" },
    ],
  });
  expect(standing).toEqual([used, stuck]);
}, 60_000);
