import { english } from "#server/store/changes/words/en.ts";
import type { ConfigurationWords } from "../configuration.ts";
import { forms } from "./says.ts";

const { momentNamed, momentOf, spanOf, listed } = forms;
const VOICE = { misunderstood: "that Assist did not understand", undone: "that failed" };

export const configuration: ConfigurationWords = {
  kinds: {
    automation: ["(automation|automations)"],
    script: ["(script|scripts)"],
    scene: ["(scene|scenes)"],
    helper: ["(helper|helpers)"],
    dashboard: ["(dashboard|dashboards)"],
    entity: ["(entity|entities)"],
    device: ["(device|devices)"],
    area: ["(area|areas)"],
    floor: ["(floor|floors)"],
    label: ["(label|labels)"],
    category: ["(category|categories)"],
    integration: ["(integration|integrations)"],
    settings: ["general settings", "core settings"],
    version: ["(version|versions|update|updates)"],
  },
  ignored: [
    "(configuration|config|setup|settings|setting|option|options|system|anything|something|everything)",
    "(installed|running|current|currently|used|using|configured|edited|made|of|in|on|to|about|my|our|the|smart|house)",
  ],
  changes: english,
  told: ({ text, at, since, ...it }) =>
    `${text} (${since === undefined ? momentOf(at, it) : `between ${momentNamed(since, it)} and ${momentNamed(at, it)}`})`,
  more: (count) => `and ${count} more`,
  nothing: (it) => `Nothing of the kind was changed ${spanOf(it)}.`,
  unchanged: (it) => `No such change is known since ${momentNamed(it.since, it)}.`,
  nobody: (text) => `${text}; Home Assistant does not tell by whom.`,
  count: (it) => `${it.count === 1 ? "One change" : `${it.count} changes`} ${spanOf(it)}.`,
  before: (it) => `Changes are known since ${momentNamed(it.at, it)} only.`,
  unread: "That part of the configuration has not been shown to HomeOps; Home Assistant shows it to administrators.",
  version: ({ name, version, at, ...it }) =>
    at === undefined ? `${name} is at version ${version}.` : `${name} was at version ${version} ${momentOf(at, it)}.`,
  voiceOff: "What people ask of Assist is not kept; set HOMEOPS_VOICE to on to keep it.",
  voice: ({ count, asked, outcome, ...it }) => {
    const what = outcome ? ` ${VOICE[outcome]}` : "";
    if (count === 0) return `Nothing${outcome ? what : " was asked of Assist"} ${spanOf(it)}.`;
    const which = asked.length > 0 ? `: ${listed(asked)}` : "";
    return `${count === 1 ? "One voice command" : `${count} voice commands`}${what} ${spanOf(it)}${which}.`;
  },
};
