import { dangers, Rule } from "./contract.ts";

/**
 * Useful, and quiet: a danger wakes everybody at once and again until somebody has it; what is broken is pushed to whoever runs the
 * home, within the budget; the rest waits for a digest.
 */
export const defaultRules: ReadonlyMap<string, Rule> = new Map(
  Object.entries({
    danger: {
      name: "Danger",
      kinds: [...dangers],
      levels: [
        { who: "everyone", how: "all" },
        { after_minutes: 5, who: "everyone", how: "all" },
        { after_minutes: 15, who: "everyone", how: "all" },
      ],
    },
    critical: { name: "Critical", severities: ["critical"], levels: [{ who: "admins" }] },
    error: { name: "Broken", severities: ["error"], levels: [{ who: "admins" }] },
    warning: { name: "Warnings", severities: ["warning"], when: "daily", levels: [{ who: "admins" }] },
    info: { name: "Good to know", severities: ["info"], when: "weekly", levels: [{ who: "admins" }] },
  }).map(([id, said]) => [id, Rule.parse(said)]),
);
