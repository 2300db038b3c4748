import type { Capability } from "#server/capability.ts";
import { shoppingCommands } from "./commands.ts";
import { shoppingJob } from "./shopping-job.ts";

/** Batteries to buy, by date, on a to-do list of Home Assistant. */
export const shopping: Capability = { name: "shopping", commands: shoppingCommands, jobs: [shoppingJob] };
