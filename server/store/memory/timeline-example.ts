import type { RememberedEvent } from "./contract.ts";

const opened: RememberedEvent = {
  event: "5f0c9a3e-7b1d-4a52-8c64-1e0f2d3a4b5c",
  at: "2026-11-21T06:45:12.250001+00:00",
  kind: "state_changed",
  entity_id: "cover.garage_door",
  name: "Garage door",
  area: "Garage",
  state: "open",
  old_state: "closed",
  unit: null,
  device_class: "garage",
  attributes: null,
  source: "live",
  sentence: "Garage door opened",
};

/** What the document of the API shows of it. */
export const timelineExample = {
  input: { from: "2026-11-21T06:00:00+00:00", to: "2026-11-21T12:00:00+00:00", areas: ["Garage"], limit: 20 },
  output: { items: [opened], cursor: null },
};
