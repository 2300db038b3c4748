import type { Wire } from "../../data/wire.ts";
import { valued } from "../timeline/phrase.ts";

const AT_ONCE = 2_000;

/** Something whose past can be drawn; `value` is how it is now, in words. */
export type Drawable = { id: string; name: string; area: string | null; value: string; isNumber: boolean };

/** By entity id. @throws Refused */
export async function drawables(wire: Wire, home: number): Promise<ReadonlyMap<string, Drawable>> {
  const { items } = await wire.ask("house/entities", { home, limit: AT_ONCE });
  return new Map(
    items.map(({ entity_id: id, name, area, state, unit }) => [
      id,
      { id, name, area, value: state === null ? "" : valued(state, unit), isNumber: unit !== null && isNumber(state) },
    ]),
  );
}

const isNumber = (state: string | null): boolean =>
  state !== null && state.trim() !== "" && Number.isFinite(Number(state));

/** What is measured in numbers, by area and name; what is in no area comes last. */
export function measuredIn(known: ReadonlyMap<string, Drawable>, elsewhere: string): [string, Drawable[]][] {
  const measured = [...known.values()].filter((one) => one.isNumber);
  const areas = Map.groupBy(measured, ({ area }) => area ?? "");
  return [...areas]
    .sort(([one], [other]) => Number(one === "") - Number(other === "") || one.localeCompare(other))
    .map(([area, items]) => [area || elsewhere, items.sort((one, other) => one.name.localeCompare(other.name))]);
}
