import type { Instant } from "#server/clock.ts";
import type { Fact } from "./fact.ts";
import type { House } from "./house.ts";

type Body = Record<string, unknown>;

/** An action that was asked for. */
export interface Call {
  at: Instant;
  domain: string;
  service: string;
  data: Body;
  /** The event that shows it; a call known from a trace has none. */
  fact?: Fact;
}

export function callOf(fact: Fact): Call | undefined {
  const { domain, service, service_data } = fact.data;
  if (fact.type !== "call_service" || typeof domain !== "string" || typeof service !== "string") return undefined;
  return { at: fact.at, domain, service, data: isBody(service_data) ? service_data : {}, fact };
}

/** A group that is meant, and through which the entity is reached; nested groups at most three deep. */
export const groupIn = (call: Call, entity: string, house: House): string | undefined =>
  call.domain === "scene" ? undefined : idsIn(call.data).find((id) => id !== entity && contains(id, entity, house, 3));

function contains(group: string, entity: string, house: House, depth: number): boolean {
  const { members } = house.thing(group);
  return members.includes(entity) || (depth > 1 && members.some((one) => contains(one, entity, house, depth - 1)));
}

/** Whether the call was meant for the entity: by name, through a group, or by its area, device or label. */
export function reaches(call: Call, entity: string, house: House): boolean {
  const { domain, service, data } = call;
  const ids = idsIn(data);
  if (ids.includes(entity) || groupIn(call, entity, house) || `${domain}.${service}` === entity) return true;
  if (!isOfSameDomain(domain, entity)) return false;
  const { area_id, device_id, labels } = house.thing(entity);
  if (ids.includes("all")) return true;
  const isIn = (key: string, value: string | null) => value !== null && texts(data[key]).includes(value);
  return isIn("area_id", area_id) || isIn("device_id", device_id) || labels.some((label) => isIn("label_id", label));
}

/** Whom it means cannot be told from what is stored: a floor, or a label or area whose entities have changed since. */
export const isVague = ({ data }: Call): boolean =>
  ["floor_id", "label_id", "area_id", "device_id"].some((key) => texts(data[key]).length > 0);

const isOfSameDomain = (domain: string, entity: string): boolean =>
  domain === "homeassistant" || entity.startsWith(`${domain}.`);

export const idsIn = ({ entity_id, entities }: Body): string[] => [
  ...texts(entity_id),
  ...(isBody(entities) ? Object.keys(entities) : []), // scene.apply
];

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");

const isBody = (value: unknown): value is Body => typeof value === "object" && value !== null && !Array.isArray(value);
