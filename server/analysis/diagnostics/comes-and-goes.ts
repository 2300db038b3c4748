import type { Device } from "./house-now.ts";

const DOMAINS = new Set(["media_player", "remote", "device_tracker", "camera", "vacuum", "lawn_mower"]);
const PLATFORMS = new Set([
  "mobile_app",
  "cast",
  "apple_tv",
  "androidtv",
  "dlna_dmr",
  "ipp",
  "brother",
  "steam_online",
]);

/** What is switched off at a socket or leaves the house says nothing by its absence, unless its own past says otherwise. */
export const comesAndGoes = ({ things }: Pick<Device, "things">): boolean =>
  things.some(({ domain, platform }) => DOMAINS.has(domain) || PLATFORMS.has(platform ?? ""));
