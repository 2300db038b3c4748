import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Capability } from "#server/capability.ts";
import { milliseconds } from "#server/clock.ts";
import { command } from "#server/command.ts";
import { failure } from "#server/failure.ts";
import { intakeOf } from "#server/intake/connected-homes.ts";
import { Refusal } from "#server/refusal.ts";
import type { World } from "#server/world.ts";
import { nowOf } from "../now-of.ts";
import { NoWish, RestartPlan } from "./contract.ts";
import { keepRestartPlan, NO_PLAN, restartPlan, restartPlans } from "./plans.ts";

/** When nobody is up and little is automated, by the home's own clock. */
const HOUR = 4;
const LOOKS_SECONDS = 30;
/** So late it is somebody's morning. */
const TOO_LATE_MS = milliseconds({ hours: 1 });

const get = command({
  name: "restart/get",
  summary: "When Home Assistant will be restarted, where that was asked for",
  access: "write",
  input: NoWish,
  output: RestartPlan,
  run: async (_, { world, home }) => restartPlan(world.options.dataFolder, home),
});

const plan = command({
  name: "restart/plan",
  summary: "Restart Home Assistant at four in the coming night: what was added to it by hand is loaded then",
  access: "write",
  input: NoWish,
  output: RestartPlan,
  async run(_, { world, home, db }) {
    const at = nextNight(await nowOf(world, db, home));
    return keepRestartPlan(world.options.dataFolder, home, { at: at.toInstant().toString(), failed: null });
  },
});

const cancel = command({
  name: "restart/cancel",
  summary: "Do not restart Home Assistant after all",
  access: "write",
  input: NoWish,
  output: RestartPlan,
  run: async (_, { world, home }) => keepRestartPlan(world.options.dataFolder, home, NO_PLAN),
});

function nextNight(now: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const four = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({ timeZone: now.timeZoneId, plainTime: { hour: HOUR } });
  const today = four(now.toPlainDate());
  return Temporal.ZonedDateTime.compare(today, now) > 0 ? today : four(now.toPlainDate().add({ days: 1 }));
}

/** Restarts what is due. The plan goes first, so that nothing is ever restarted twice by it. */
export async function restartDue(world: World): Promise<void> {
  const { dataFolder } = world.options;
  for (const [home, { at }] of Object.entries(restartPlans(dataFolder))) {
    if (at === null || Date.parse(at) > world.clock.now()) continue;
    keepRestartPlan(dataFolder, Number(home), NO_PLAN);
    const failed = await restarted(world, Number(home), world.clock.now() - Date.parse(at));
    if (failed === null) {
      world.log.info("Home Assistant was restarted as planned", { at });
      continue;
    }
    keepRestartPlan(dataFolder, Number(home), { at: null, failed });
    world.log.warn("Home Assistant was not restarted as planned", { reason: failed });
  }
}

/** Why not, where it was not; a configuration that is not valid is refused by Home Assistant itself. */
async function restarted(world: World, home: number, lateMs: number): Promise<string | null> {
  if (lateMs > TOO_LATE_MS) return "HomeOps was not running at that time; plan it again";
  const link = intakeOf(world).of(home)?.link;
  if (!link) return "Home Assistant was not reachable at that time; plan it again";
  try {
    const message = { type: "call_service", domain: "homeassistant", service: "restart", service_data: {} };
    await link.call(message, z.unknown(), { deadlineSeconds: 120 });
    return null;
  } catch (error) {
    // It may go down before it answers.
    if (error instanceof Refusal) return error.code === "not_connected" ? null : error.message;
    throw error;
  }
}

export const restarting: Capability = {
  name: "restart",
  commands: [get, plan, cancel],
  async start(world, stack) {
    const due = () =>
      restartDue(world).catch((error: unknown) => world.log.error("a planned restart failed", failure(error)));
    stack.use(world.clock.every({ seconds: LOOKS_SECONDS }, due));
  },
};
