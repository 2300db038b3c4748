import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "#server/whole-file.ts";
import { RestartPlan } from "./contract.ts";

/** By the number of the home. In the data folder, so that what somebody was promised for the night outlives us. */
const Plans = z.record(z.string(), RestartPlan);
type Plans = z.infer<typeof Plans>;

export const NO_PLAN: RestartPlan = { at: null, failed: null };
const fileIn = (dataFolder: string) => path.join(dataFolder, "restart-plans.json");

export function restartPlans(dataFolder: string): Plans {
  const file = fileIn(dataFolder);
  return existsSync(file) ? Plans.parse(JSON.parse(readFileSync(file, "utf8"))) : {};
}

export const restartPlan = (dataFolder: string, home: number): RestartPlan => restartPlans(dataFolder)[home] ?? NO_PLAN;

export function keepRestartPlan(dataFolder: string, home: number, plan: RestartPlan): RestartPlan {
  const { [home]: _, ...others } = restartPlans(dataFolder);
  const isKept = plan.at !== null || plan.failed !== null;
  writeWhole(fileIn(dataFolder), `${JSON.stringify(isKept ? { ...others, [home]: plan } : others)}\n`);
  return plan;
}
