import type { Capability } from "./capability.ts";

/** Every room of the program, in the order in which they start. */
export const capabilities: readonly Capability[] = [];
