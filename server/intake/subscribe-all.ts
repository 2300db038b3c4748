import { subscribeEvents } from "home-assistant-js-websocket/dist/messages.js";
import { Refusal } from "#server/refusal.ts";
import type { Link } from "./connect/link.ts";

/** What a token that is no administrator's may still hear. Source: homeassistant/auth/permissions/events.py. */
const ALLOWED_TO_ALL = [
  "state_changed",
  "area_registry_updated",
  "device_registry_updated",
  "entity_registry_updated",
  "floor_registry_updated",
  "label_registry_updated",
];

/** Subscribes to the whole bus, or, where that is refused, to as much of it as the token may hear. */
export async function subscribeAll(link: Link, heard: (event: unknown) => void): Promise<void> {
  try {
    await link.subscribe(subscribeEvents(), heard);
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
    await Promise.all(
      ALLOWED_TO_ALL.map((type) => link.subscribe(subscribeEvents(type), heard).catch(unlessUnauthorized)),
    );
  }
}

const isUnauthorized = (error: unknown) => error instanceof Refusal && error.code === "ha_unauthorized";

function unlessUnauthorized(error: unknown): void {
  if (!isUnauthorized(error)) throw error;
}
