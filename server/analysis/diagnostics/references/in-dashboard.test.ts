import { describe, expect, it } from "vitest";
import { refersToNothing } from "../checks/refers-to-nothing.ts";
import { built, namedInCard, namedInDashboard } from "./references-testing.ts";

describe("a dashboard that shows what is not there", () => {
  it.each<[object, string]>([
    [{ type: "tile", entity: "light.gone" }, "entity light.gone"],
    [
      { type: "entities", entities: ["light.hall", "light.gone", { entity: "lock.gone" }] },
      "entity light.gone,entity lock.gone",
    ],
    [{ type: "custom:whatever", entity: "light.gone" }, "entity light.gone"],
    [
      { type: "vertical-stack", cards: [{ type: "grid", cards: [{ type: "button", entity: "fan.gone" }] }] },
      "entity fan.gone",
    ],
    [{ type: "picture-elements", elements: [{ type: "state-icon", entity: "fan.gone" }] }, "entity fan.gone"],
    [{ type: "heading", badges: [{ type: "entity", entity: "fan.gone" }] }, "entity fan.gone"],
    [{ type: "markdown", content: "It is {{ states('sensor.gone') }}" }, "entity sensor.gone"],
    [{ type: "custom:mushroom-template-card", primary: "{{ states('sensor.gone') }}" }, "entity sensor.gone"],
    [{ type: "conditional", conditions: [{ entity: "fan.gone", state: "on" }], card: {} }, "entity fan.gone"],
    [{ type: "button", tap_action: { action: "perform-action", perform_action: "script.gone" } }, "action script.gone"],
    [
      {
        type: "button",
        tap_action: { action: "call-service", service: "light.turn_on", service_data: { entity_id: "light.gone" } },
      },
      "entity light.gone",
    ],
    [
      {
        type: "button",
        hold_action: { action: "perform-action", perform_action: "light.turn_on", target: { entity_id: "light.gone" } },
      },
      "entity light.gone",
    ],
    [{ type: "area", area: "attic" }, "area attic"],
    [
      { type: "custom:power-flow", entities: { grid: "sensor.gone", solar: { entity: "sensor.lost" } } },
      "entity sensor.gone,entity sensor.lost",
    ],
  ])("%j", (card, expected) => {
    expect(namedInCard(card).join()).toBe(expected);
  });

  it.each<[string, object]>([
    [
      "a card that is shown while it is there",
      {
        type: "tile",
        entity: "light.gone",
        visibility: [{ condition: "state", entity: "light.gone", state_not: ["unavailable", "unknown"] }],
      },
    ],
    ["statistics that outlive it", { type: "statistics-graph", entities: ["sensor.gone", "external:energy"] }],
    [
      "a filter of another's card",
      { type: "custom:auto-entities", filter: { include: [{ entity_id: "sensor.gone" }, { entity_id: "sensor.*" }] } },
    ],
    ["code", { type: "custom:button-card", label: "[[[ return states['light.gone'].state ]]]", entity: "[[entity]]" }],
    ["a variable", { type: "custom:button-card", variables: { entity: "light.gone" } }],
    ["a card's own words", { type: "custom:x", entity: "config.entity", secondary_info: "last-changed" }],
    ["an attribute", { type: "attribute", entity: "light.hall", attribute: "gone.gone" }],
    ["a picture", { type: "picture", image: "/local/light.gone.png", url: "light.gone" }],
    ["an address", { type: "weblink", url: "http://sensor.gone/" }],
    ["a strategy", { type: "custom:x", strategy: { entity: "light.gone" } }],
    [
      "data of a tap",
      {
        type: "button",
        tap_action: {
          action: "fire-dom-event",
          browser_mod: { service: "browser_mod.popup", data: { entity: "light.gone" } },
        },
      },
    ],
    ["a tap that does something else", { type: "button", tap_action: { action: "navigate", service: "gone.gone" } }],
    [
      "a guarded template",
      { type: "markdown", content: "{% if has_value('sensor.gone') %}{{ states('sensor.gone') }}{% endif %}" },
    ],
  ])("is silent of %s", (_, card) => {
    expect(namedInCard(card)).toEqual([]);
  });

  it("is said once a dashboard, with the view", () => {
    const it = built().dashboard("main", {
      title: "x",
      views: [{ title: "Upstairs", sections: [{ cards: [{ entity: "light.gone" }] }] }, { badges: ["fan.gone"] }],
    });
    expect(refersToNothing.look(it.now())).toMatchObject([
      {
        subject: { kind: "home", id: "dashboard/main" },
        severity: "info",
        evidence: {
          kind: "dashboard",
          title: "main",
          missing: [{ path: "Upstairs › sections[0].cards[0].entity" }, { path: "views[1] › badges" }],
        },
      },
    ]);
  });

  it.each([null, {}, { strategy: { type: "original-states", entity: "light.gone" } }, { views: "x" }])(
    "is silent of %j",
    (config) => {
      expect(namedInDashboard(config as object)).toEqual([]);
    },
  );
});
