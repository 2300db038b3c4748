import type { Job } from "#server/job.ts";
import { backupCheck } from "./jobs/backup-check.ts";
import { diagnosis } from "./jobs/diagnosis.ts";
import { indexCare } from "./jobs/index-care.ts";

/** Those of no other room; a room of its own lists its own (capability.ts). A test compares this list with the folder. */
export const jobs: readonly Job[] = [backupCheck, diagnosis, indexCare];
