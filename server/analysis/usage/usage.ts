import type { Capability } from "#server/capability.ts";
import { listUsage } from "./list-usage.ts";

/** How much the things of a home are used. */
export const usage: Capability = { name: "usage", commands: [listUsage] };
