import type { Capability } from "#server/capability.ts";
import { hearAnswers } from "#server/intake/hear-answers.ts";
import { ack } from "./ack-command.ts";
import { answer } from "./answer.ts";
import { channelOf } from "./channels/channels.ts";
import { plainDigests } from "./digest-text.ts";
import { keepAlerting } from "./keep-alerting.ts";
import { letters } from "./letters/letters.ts";
import { alertHistory, alertsFeed, listAlerts } from "./list-alerts.ts";
import { keepMine, mine } from "./mine.ts";
import { keepRule, previewRule, removeRule, rules } from "./rule-commands.ts";
import { weeklyDigest } from "./weekly-digest.ts";

/** What matters reaches a person who can act, on the way that they chose, until somebody has it. */
export const alerts: Capability = {
  name: "alerts",
  commands: [rules, keepRule, removeRule, previewRule, listAlerts, alertHistory, ack, mine, keepMine, ...letters],
  feeds: [alertsFeed],
  async start(world, stack) {
    stack.use(keepAlerting(world, { channelOf, texts: { ...plainDigests, weekly: weeklyDigest } }));
    stack.use(hearAnswers(world, async (it) => void (await answer(world, it))));
  },
};
