import { z } from "zod";

const language = z.enum(["en", "de"]).default("en");
const name = z.string().max(60).meta({ description: "as schedules/list names it" });

export const ListSchedules = z.strictObject({ language });

const RunShown = z
  .object({
    due_at: z.string(),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    outcome: z.enum(["done", "failed", "lost"]).nullable().meta({
      description: "null: it goes on; lost: its process ended, and it is tried again",
    }),
    said: z.string().nullable().meta({ description: "what came of it, or why it failed" }),
    try: z.int(),
    cause: z.enum(["time", "person"]),
    ran_by: z.string().meta({ description: "the process" }),
  })
  .meta({ id: "ScheduledRun" });

export const ScheduleShown = z
  .object({
    job: name,
    says: z.string().meta({ description: "what it does" }),
    scope: z.enum(["home", "server"]),
    times: z.string().meta({ description: "five fields of cron by the clock of the home, or every so many minutes" }),
    due_at: z.string(),
    not_before: z.string().nullable().meta({ description: "when what failed is tried again" }),
    most_tries: z.int(),
    is_paused: z.boolean(),
    runs: z.array(RunShown).meta({ description: "the last ones, newest first" }),
  })
  .meta({ id: "Schedule" });

export const SchedulePage = z
  .object({
    items: z.array(ScheduleShown).meta({ description: "what is due next first" }),
    constant: z
      .array(z.object({ work: z.string(), says: z.string(), times: z.string() }))
      .meta({ description: "what goes on all the time beside it, and is not paused" }),
    runner: z.string().nullable().meta({ description: "the process that does what is due" }),
    cursor: z.null(),
  })
  .meta({ id: "SchedulePage" });

export const PickSchedule = z.strictObject({ job: name, language });
