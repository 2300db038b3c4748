import { config, user } from "home-assistant-js-websocket/dist/messages.js";
import { z } from "zod";
import { Refusal } from "../../refusal.ts";
import type { Message } from "./commands.ts";
import type { Link } from "./link.ts";
import { HomeConfig } from "./running.ts";

/** History and logbook answer a time to come at once, without touching their database. */
const TO_COME = "9999-01-01T00:00:00+00:00";

interface Question {
  /** What does not work without it. */
  lost: string;
  ask: Message;
}

/** Each is the cheapest valid message of its kind: an invalid one would leave an error in Home Assistant's log. */
const questions = {
  history: {
    lost: "gaps cannot be filled and the past cannot be imported",
    ask: { type: "history/history_during_period", start_time: TO_COME, entity_ids: [] },
  },
  logbook: { lost: "causes of past events stay unknown", ask: { type: "logbook/get_events", start_time: TO_COME } },
  recorder: { lost: "statistics cannot be read", ask: { type: "recorder/info" } },
  traces: {
    lost: "it cannot be told why an automation did not run",
    ask: { type: "trace/list", domain: "automation", item_id: "homeops" },
  },
  registries: {
    lost: "entities are known by their ids only, so that a rename looks like a new one",
    ask: { type: "config/entity_registry/get_entries", entity_ids: [] },
  },
} satisfies Record<string, Question>;

const administration =
  "events other than states, who caused them, and what is changed in automations and scripts stay unseen";

export type Feature = keyof typeof questions | "all_events";

export interface Learned {
  version: string;
  isAdmin: boolean;
  features: Feature[];
  missing: { feature: Feature; sentence: string }[];
}

/** What this Home Assistant offers to our token, found out by asking; ask again after each start, for parts come late. */
export async function learn(link: Link): Promise<Learned> {
  const asked = Object.entries(questions) as [Feature, Question][];
  const [home, person, faults] = await Promise.all([
    link.call(config(), HomeConfig),
    link.call(user(), z.looseObject({ is_admin: z.boolean() })),
    Promise.all(asked.map(([, { ask }]) => faultOf(link, ask))),
  ]);
  const missing = asked.flatMap(([feature, { lost, ask }], index) => {
    const fault = faults[index];
    return fault ? [{ feature, sentence: `${reason(fault, ask.type)}: ${lost}.` }] : [];
  });
  if (!person.is_admin)
    missing.push({ feature: "all_events", sentence: `The token belongs to no administrator: ${administration}.` });
  const lacks = new Set(missing.map(({ feature }) => feature));
  const features = [...asked.map(([feature]) => feature), "all_events" as const].filter((each) => !lacks.has(each));
  return { version: home.version, isAdmin: person.is_admin, features, missing };
}

async function faultOf(link: Link, ask: Message): Promise<Refusal | undefined> {
  try {
    await link.call(ask, z.unknown());
  } catch (error) {
    if (error instanceof Refusal && error.code !== "not_connected") return error;
    throw error;
  }
}

function reason({ code }: Refusal, type: string): string {
  const [integration = type] = type.split("/");
  if (code === "ha_unknown_command") return `Home Assistant has no ${integration} (${type} is unknown)`;
  if (code === "ha_unauthorized") return `${type} needs the token of an administrator`;
  return `Home Assistant did not answer ${type} (${code})`;
}
