import type { Capability } from "#server/capability.ts";
import { chart } from "./chart/chart.ts";

/** Numbers as summaries that outlive their events. */
export const series: Capability = { name: "series", commands: [chart] };
