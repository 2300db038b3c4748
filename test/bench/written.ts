import { parseArgs } from "node:util";
import { hoursOfOurs } from "./written/our-hours.ts";
import { hoursOfRecorder } from "./written/recorder-hours.ts";

const DAY_HOURS = 24;

/**
 * `mb_a_day` and `recorder_mb_a_day`: megabytes that a disk is told to write a day by a home of 545 entities that changes 273,000 times, ours
 * and Home Assistant's recorder's. Real: PostgreSQL, the settings that HomeOps gives to its own on an SD card, and its files; the intake's code (queue,
 * journal, spill, memory, hours, coverage, reports, figures, traces); the recorder's code; ext4 on a loop device, whose sectors the kernel counts. Simulated:
 * the clock, and with it checkpoints (`--checkpoint` minutes), the rounds of the WAL writer, autovacuum each minute, and each half minute
 * what Linux and ext4's journal write back. Home Assistant is played.
 */
export async function writtenBench(args: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({
    args,
    options: {
      hours: { type: "string", default: "8" },
      without: { type: "string", default: "" },
      checkpoint: { type: "string", default: "240" },
    },
  });
  const hours = Number(values.hours);
  const without = new Set(values.without.split(",").filter(Boolean));
  const recorder = without.has("recorder") ? undefined : await hoursOfRecorder(hours);
  const ours = await hoursOfOurs({ hours, without, checkpointMinutes: Number(values.checkpoint) });
  const aDay = (bytes: number) => Math.round((bytes / 1e6) * (DAY_HOURS / hours) * 10) / 10;
  console.log(
    Object.entries(ours.parts)
      .map(([name, bytes]) => `${name} ${aDay(bytes)} MB`)
      .join(", "),
  );
  const parts = Object.fromEntries(
    Object.entries(ours.parts).map(([name, bytes]) => [`${name}_mb_a_day`, aDay(bytes)]),
  );
  const figures = { mb_a_day: aDay(ours.written), ...parts };
  if (recorder === undefined) return figures;
  return {
    ...figures,
    recorder_mb_a_day: aDay(recorder),
    ratio: Math.round((recorder / ours.written) * 10) / 10,
  };
}
