import type { Commands, Feeds } from "../../data/commands.ts";

export type RemedyPage = Feeds["healing/remedies"]["item"];
export type Remedy = RemedyPage["items"][number];
export type Plan = Commands["healing/plan"]["output"]["items"][number];
export type Attempt = Commands["healing/history"]["output"]["items"][number];
