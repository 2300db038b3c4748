import type { Registries } from "./registries.ts";

type Area = Registries["areas"][string];
/** A page of the dashboard: a floor with its areas, or one area; without an icon its title is shown. */
export type Place = { path: string; title: string; icon: string | undefined; areas: Area[] };

/** A page for each floor, where a home has floors, else for each area; areas without a floor come last, together. */
export function placesOf({ areas, floors }: Registries, elsewhere: string): Place[] {
  const all = Object.values(areas).toSorted((one, other) => one.name.localeCompare(other.name));
  const withFloor = (id: string) => all.filter(({ floor_id }) => floor_id === id);
  const onFloors = Object.values(floors)
    .filter(({ floor_id }) => withFloor(floor_id).length > 0)
    .toSorted((one, other) => (one.level ?? 0) - (other.level ?? 0) || one.name.localeCompare(other.name))
    .map(({ floor_id, name, icon }) => ({
      path: `floor-${floor_id}`,
      title: name,
      icon: icon || undefined,
      areas: withFloor(floor_id),
    }));
  const rest = all.filter(({ floor_id }) => !floor_id || !floors[floor_id]);
  if (onFloors.length === 0) return rest.map(ofItsOwn);
  return rest.length === 0
    ? onFloors
    : [...onFloors, { path: "elsewhere", title: elsewhere, icon: undefined, areas: rest }];
}

const ofItsOwn = (area: Area): Place => ({
  path: `area-${area.area_id}`,
  title: area.name,
  icon: area.icon || undefined,
  areas: [area],
});
