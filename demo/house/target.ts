import type { Home } from "../home.ts";
import type { Attributes } from "./track.ts";

/** The entities that an action's data points at, by themselves or by device, area or floor. */
export function targeted(home: Home, data: Attributes): string[] {
  const { registry, scenario, entities } = home;
  const [direct, devices, areas] = [list(data.entity_id), list(data.device_id), list(data.area_id)];
  const floors = list(data.floor_id);
  if (direct.includes("all")) return [...entities.keys()];
  const areaOfDevice = new Map(scenario.devices.map((device) => [device.id, device.area]));
  const floorOfArea = new Map(scenario.areas.map((area) => [area.id, area.floor]));
  const near = [...registry.values()].filter(({ device_id, area_id }) => {
    const area = area_id ?? areaOfDevice.get(device_id ?? "") ?? "";
    return devices.includes(device_id ?? "") || areas.includes(area) || floors.includes(floorOfArea.get(area) ?? "");
  });
  return [...new Set([...direct, ...near.map(({ entity_id }) => entity_id)])];
}

function list(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" ? value.split(",").map((id) => id.trim()) : [];
}
