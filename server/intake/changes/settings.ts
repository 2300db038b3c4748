import { config } from "home-assistant-js-websocket/dist/messages.js";
import { z } from "zod";
import { picked, type Reader } from "./source.ts";

const SETTINGS = [
  ...["location_name", "latitude", "longitude", "elevation", "radius", "unit_system", "time_zone", "currency"],
  ...["country", "language", "internal_url", "external_url"],
];

/** What is set under Settings, System, General. */
export const settings: Reader = {
  kind: "settings",
  called: "settings",
  async read({ link }) {
    const body = picked(await link.call(config(), z.record(z.string(), z.unknown())), SETTINGS);
    return { items: [{ item_id: "core", entity_id: null, name: "Home Assistant", body }], isWhole: true };
  },
};
