import type { Scenario } from "./scenario.ts";
import { span } from "./wall-clock.ts";

interface Problem {
  path: PropertyKey[];
  message: string;
}

/** What points at something that the scenario does not declare, or is declared twice. */
export function unknownReferences(scenario: Scenario): Problem[] {
  const problems: Problem[] = [];
  const ids = (list: readonly { id: string }[]) => new Set(list.map(({ id }) => id));
  const [floors, areas] = [ids(scenario.floors), ids(scenario.areas)];
  const [integrations, devices] = [ids(scenario.integrations), ids(scenario.devices)];
  const entities = declaredEntities(scenario);
  const automations = new Set(scenario.automations.map(({ entity_id }) => entity_id));

  function expect(known: ReadonlySet<string>, id: string | null | undefined, what: string, ...path: PropertyKey[]) {
    if (id != null && !known.has(id)) problems.push({ path, message: `no ${what} "${id}" is declared` });
  }

  scenario.areas.forEach((area, i) => {
    expect(floors, area.floor, "floor", "areas", i, "floor");
  });
  scenario.devices.forEach((device, i) => {
    expect(areas, device.area, "area", "devices", i, "area");
    expect(integrations, device.integration, "integration", "devices", i, "integration");
    expect(devices, device.via, "device", "devices", i, "via");
  });
  scenario.entities.forEach((entity, i) => {
    expect(devices, entity.device, "device", "entities", i, "device");
    expect(areas, entity.area, "area", "entities", i, "area");
  });
  scenario.timeline.forEach((entry, i) => {
    if ("entity_id" in entry) expect(entities, entry.entity_id, "entity", "timeline", i, "entity_id");
    if ("configure" in entry) expect(automations, entry.configure, "automation", "timeline", i, "configure");
    if ("every" in entry && span(entry.every) <= 0)
      problems.push({ path: ["timeline", i, "every"], message: "expected a span longer than nothing" });
  });
  return [...problems, ...declaredTwice(scenario)];
}

/** A person and an automation are entities without being listed as such. */
const declaredEntities = (scenario: Scenario): Set<string> =>
  new Set([
    ...scenario.entities.map(({ entity_id }) => entity_id),
    ...scenario.automations.map(({ entity_id }) => entity_id),
    ...scenario.people.flatMap(({ entity_id }) => entity_id ?? []),
  ]);

function declaredTwice(scenario: Scenario): Problem[] {
  const { floors, areas, people, integrations, devices } = scenario;
  const problems = Object.entries({ floors, areas, people, integrations, devices }).flatMap(([list, items]) =>
    repeated(items.map(({ id }) => id)).map((i) => ({ path: [list, i, "id"], message: "is declared twice" })),
  );
  const entities = repeated(scenario.entities.map(({ entity_id }) => entity_id));
  return [...problems, ...entities.map((i) => ({ path: ["entities", i, "entity_id"], message: "is declared twice" }))];
}

const repeated = (ids: readonly string[]): number[] => ids.flatMap((id, i) => (ids.indexOf(id) < i ? [i] : []));
