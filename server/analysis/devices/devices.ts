import type { Capability } from "#server/capability.ts";
import { feed } from "#server/feed.ts";
import { DeviceHealthPage, ListDeviceHealth } from "./contract.ts";
import { followDevices } from "./follow-devices.ts";
import { listDevices } from "./list-devices.ts";

const devicesFeed = feed({
  name: "health/devices",
  summary: "Every device in few bytes, and then those that are another than they were",
  input: ListDeviceHealth.pick({}),
  item: DeviceHealthPage,
  open: (_, call, send) => followDevices(call, send),
});

/** How each device of a home is, in few enough bytes for all of them at once. */
export const devices: Capability = { name: "devices", commands: [listDevices], feeds: [devicesFeed] };
