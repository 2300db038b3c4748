import { z } from "zod";
import { check } from "../check.ts";

/** Automations at a time of day, certificates and one-time codes bear half a minute. */
const LEAST_SECONDS = 30;

const ClockSkew = z.object({
  seconds: z
    .int()
    .meta({ description: "by which the clock of HomeOps is ahead of Home Assistant's; below zero: behind" }),
});

/** Two clocks that differ: one of both is wrong, and with it everything that is to happen at a time. */
export const clockSkew = check({
  name: "clock-skew",
  about: "Home Assistant's clock and that of HomeOps differ by half a minute or more",
  evidence: ClockSkew,
  sustainedSeconds: 1_800,
  holdsBack: ["less than half a minute", "half an hour, in which a machine that was woken sets its clock"],
  look({ system: { skewSeconds } }) {
    if (skewSeconds === null || Math.abs(skewSeconds) < LEAST_SECONDS) return [];
    const seconds = Math.round(skewSeconds / 10) * 10;
    return [{ subject: { kind: "home", id: "" }, severity: "warning", evidence: { seconds }, mentions: [] }];
  },
  isBeyond: (now, accepted) => Math.abs(now.seconds) >= 2 * Math.abs(accepted.seconds),
});
