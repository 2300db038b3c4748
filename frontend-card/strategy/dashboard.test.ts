import { describe, expect, it } from "vitest";
import { dashboardDe } from "../page/words/dashboard-de.ts";
import { dashboardEn } from "../page/words/dashboard-en.ts";
import { dashboardOf } from "./dashboard.ts";
import type { Registries } from "./registries.ts";

const nothing: Registries = {
  locale: { language: "en" },
  areas: {},
  floors: {},
  devices: {},
  entities: {},
  states: {},
};
const area = (area_id: string, name: string, floor_id: string | null = null) => ({
  [area_id]: { area_id, name, floor_id },
});
const sensor = (entity_id: string, device_class: string, of: object = {}) => ({
  states: { [entity_id]: { attributes: { device_class, state_class: "measurement", friendly_name: entity_id } } },
  entities: { [entity_id]: { entity_id, ...of } },
});
/** A home of several such parts. */
function home(...parts: Partial<Registries>[]): Registries {
  const all = (kind: "areas" | "floors" | "devices" | "entities" | "states") =>
    Object.assign({}, ...parts.map((part) => part[kind]));
  return {
    ...nothing,
    ...{ areas: all("areas"), floors: all("floors"), devices: all("devices") },
    ...{ entities: all("entities"), states: all("states") },
  };
}
const remembered = (entry: string, name: string): Partial<Registries> => ({
  devices: { [`device-${entry}`]: { name, config_entry_id: entry } },
  entities: {
    [`sensor.${entry}`]: { entity_id: `sensor.${entry}`, platform: "homeops", device_id: `device-${entry}` },
  },
});
const titles = (registries: Registries, words = dashboardEn) =>
  dashboardOf(registries, words).views.map(({ title }) => title);
const cardsOf = (registries: Registries, path: string) =>
  dashboardOf(registries, dashboardEn)
    .views.find((view) => view.path === path)
    ?.sections.flatMap(({ cards }) => cards as Record<string, unknown>[]) ?? [];

describe("the dashboard that is made by itself", () => {
  it("has today and health alone where a home has neither areas nor sensors", () => {
    expect(titles(nothing)).toEqual(["Today", "Health"]);
    expect(cardsOf(nothing, "health").map(({ type }) => type)).toEqual([
      "custom:homeops-alerts-card",
      "custom:homeops-health-card",
      "custom:homeops-devices-card",
    ]);
    expect(cardsOf(nothing, "today").map(({ type }) => type)).toEqual([
      "custom:homeops-ask-card",
      "custom:homeops-health-card",
      "custom:homeops-status-card",
      "custom:homeops-memory-card",
    ]);
  });

  it("has a view for each area, and for each floor where there are floors", () => {
    const areas = { ...area("bath", "Bath"), ...area("kitchen", "Kitchen") };
    expect(titles(home({ areas }))).toEqual(["Today", "Health", "Bath", "Kitchen"]);
    expect(cardsOf(home({ areas }), "area-bath")).toMatchObject([{ areas: ["bath"], title: "Bath" }]);
    const floors = {
      up: { floor_id: "up", name: "Upstairs", level: 1 },
      down: { floor_id: "down", name: "Ground floor", level: 0 },
      attic: { floor_id: "attic", name: "An empty attic", level: 2 },
    };
    const storeys = home({ areas: { ...area("bath", "Bath", "up"), ...area("kitchen", "Kitchen", "down") }, floors });
    expect(titles(storeys)).toEqual(["Today", "Health", "Ground floor", "Upstairs"]);
    const withGarden = home(storeys, { areas: area("garden", "Garden") });
    expect(titles(withGarden, dashboardDe)).toEqual(["Heute", "Zustand", "Ground floor", "Upstairs", "Anderswo"]);
  });

  it("charts what is measured, alike together, a few at a time, and nothing that is not for people", () => {
    const many = Array.from({ length: 7 }, (_, n) => sensor(`sensor.t${n}`, "temperature"));
    const hidden = sensor("sensor.hidden", "temperature", { hidden: true });
    const diagnostic = sensor("sensor.chip", "temperature", { entity_category: "diagnostic" });
    const own = sensor("sensor.ours", "power", { platform: "homeops" });
    const charts = cardsOf(home(...many, hidden, diagnostic, own, sensor("sensor.w", "power")), "measured");
    expect(charts.map(({ title, entities }) => [title, (entities as string[]).length])).toEqual([
      ["Temperature", 4],
      ["Temperature", 3],
      ["Power", 1],
    ]);
    expect(charts[0]).toMatchObject({ type: "custom:homeops-chart-card", hours: 24 });
  });

  it("charts an area's sensors beside its memory, by the area of their device too", () => {
    const placed = home(
      { areas: area("bath", "Bath"), devices: { one: { area_id: "bath" } } },
      sensor("sensor.steam", "humidity", { device_id: "one" }),
      sensor("sensor.other", "humidity"),
    );
    expect(cardsOf(placed, "area-bath")).toMatchObject([{ areas: ["bath"] }, { entities: ["sensor.steam"] }]);
  });

  it("has one set for each of several homes, each card asking its own", () => {
    const two = home(remembered("b", "Cottage"), remembered("a", "Town"), { areas: area("bath", "Bath") });
    expect(titles(two)).toEqual(["Cottage", "Cottage: Health", "Cottage: Bath", "Town", "Town: Health", "Town: Bath"]);
    const { views } = dashboardOf(two, dashboardEn);
    expect(new Set(views.map(({ path }) => path)).size).toBe(6);
    expect(cardsOf(two, "home-2-area-bath")).toMatchObject([{ home: "a" }]);
    const one = home(remembered("b", "Cottage"));
    expect(cardsOf(one, "today").every((card) => !("home" in card))).toBe(true);
  });
});
