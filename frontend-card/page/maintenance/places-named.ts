import type { Commands } from "../../data/commands.ts";
import type { Wire } from "../../data/wire.ts";

export type Maintenance = Commands["health/maintenances"]["output"]["items"][number];

/** What may be worked on, by its id. */
export interface PlacesNamed {
  readonly areas: ReadonlyMap<string, string>;
  readonly devices: ReadonlyMap<string, string>;
}

/** Every area, and those devices that are worked on. */
export async function placesNamed(wire: Wire, home: number, items: readonly Maintenance[]): Promise<PlacesNamed> {
  const devices = items.flatMap(({ device }) => device ?? []);
  const [{ areas }, known] = await Promise.all([
    wire.ask("health/score", { home }),
    devices.length > 0 ? wire.ask("health/devices", { home, devices }) : undefined,
  ]);
  return {
    areas: new Map(areas.map(({ area_id, name }) => [area_id, name])),
    devices: new Map((known?.items ?? []).map(([id, name]) => [id, name])),
  };
}
