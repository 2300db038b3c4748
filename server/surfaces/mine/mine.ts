import type { Capability } from "#server/capability.ts";
import { aboutMe } from "./about-me.ts";
import { eraseMine } from "./erase-mine.ts";

/** What it knows about whoever asks: to see, and to erase; taking it along is the export's. */
export const mine: Capability = { name: "mine", commands: [aboutMe, eraseMine] };
