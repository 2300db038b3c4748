import { isPlain, isRegistryId, textsIn } from "../../references/reference.ts";
import { entitiesIn, type Known, type Member } from "./known.ts";

/** What a trigger of a purpose is about. */
export interface Meant {
  readonly domain: string;
  readonly deviceClass?: string;
}

interface Target {
  readonly entities: readonly string[];
  readonly since?: number;
}

const KEYS = ["entity_id", "device_id", "area_id", "floor_id", "label_id"];

/**
 * The entities of a trigger's target that it is about, as homeassistant/helpers/target.py finds them. What belongs to a device, area,
 * floor or label is meant from when on it is known to belong there.
 */
export function targetsOf(
  { target, options }: Record<string, unknown>,
  meant: readonly Meant[],
  known: Known,
  { withHelpers = false } = {},
): Target[] {
  if (!isPlain(target) || !Object.keys(target).every((key) => KEYS.includes(key))) return [];
  const wanted = (key: string) => (target[key] === undefined ? [] : textsIn(target[key]));
  const direct = wanted("entity_id").length === 0 ? [] : entitiesIn(wanted("entity_id"), known);
  if (!direct || KEYS.some((key) => wanted(key).some((id) => id.includes("{")))) return [];
  const around = known.members.filter(
    (it) => !direct.includes(it.entity_id) && belongs(it, wanted, { known, withHelpers }),
  );
  const named = direct.filter((id) => isMeant(id, meant, known));
  const found = around.filter(({ entity_id, since }) => since !== undefined && isMeant(entity_id, meant, known));
  const isAlone = direct.length === 1 && KEYS.every((key) => key === "entity_id" || target[key] === undefined);
  if (!isEach(options) && !isAlone) return [];
  return [
    ...(named.length > 0 ? [{ entities: named }] : []),
    ...found.map(({ entity_id, since }) => ({ entities: [entity_id], ...(since !== undefined && { since }) })),
  ];
}

/** Of one entity the first and the last are it. */
const isEach = (options: unknown): boolean =>
  !isPlain(options) || options.behavior === undefined || options.behavior === "each" || options.behavior === "any";

function belongs(
  member: Member,
  wanted: (key: string) => string[],
  { known, withHelpers }: { known: Known; withHelpers: boolean },
): boolean {
  const thing = known.things.get(member.entity_id);
  if (!thing || member.registry_id === null || !isRegistryId(member.registry_id)) return false;
  const labels = wanted("label_id");
  if (labels.some((label) => member.labels.includes(label))) return true;
  if (thing.is_hidden || (thing.category !== null && !withHelpers)) return false;
  const is = (key: string, id: string | null) => id !== null && wanted(key).includes(id);
  return (
    is("device_id", member.device_id) ||
    is("device_id", member.parent_device_id) ||
    is("area_id", member.area_id) ||
    is("floor_id", member.floor_id) ||
    labels.some((label) => member.labels_around.includes(label))
  );
}

/** Groups are their members, which are not looked up here. */
function isMeant(id: string, meant: readonly Meant[], { things }: Known): boolean {
  const thing = things.get(id);
  if (!thing || Array.isArray(thing.attributes.entity_id)) return false;
  return meant.some(
    ({ domain, deviceClass }) =>
      domain === thing.domain && (deviceClass === undefined || deviceClass === thing.device_class),
  );
}
