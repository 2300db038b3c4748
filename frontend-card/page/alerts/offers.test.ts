import { expect, it } from "vitest";
import type { KeptChannel } from "./channel-fields.ts";
import { type Offer, openOffers } from "./offers.ts";

const offer = (kind: Offer["kind"], name: string, target: Offer["target"] = {}): Offer => ({
  kind,
  name,
  target,
  person: null,
});
const kept = (kind: Offer["kind"], target: Offer["target"]): KeptChannel => ({
  ...{ channel: 1, kind, name: "x", person: null, target, secrets: [], is_on: true, is_loud: false },
  ...{ tested_at: null, outcome: null, outcome_at: null, why: null },
});

it("offers by kind what is not kept yet, whatever else a kept one has", () => {
  const offered = [
    offer("light", "Hall", { entities: ["light.hall"] }),
    offer("light", "Porch", { entities: ["light.porch"] }),
    offer("persistent", "Home Assistant"),
    offer("mqtt", "MQTT"),
  ];
  const open = openOffers(offered, [kept("light", { entities: ["light.hall"], how: "blink", seconds: 10 })]);
  expect(open.map(([kind, offers]) => [kind, offers.map(({ name }) => name)])).toEqual([
    ["light", ["Porch"]],
    ["persistent", ["Home Assistant"]],
  ]);
  expect(openOffers(offered, [kept("persistent", {})]).map(([kind]) => kind)).toEqual(["light"]);
});
