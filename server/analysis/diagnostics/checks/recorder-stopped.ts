import { z } from "zod";
import { check } from "../check.ts";

const RecorderStopped = z.object({
  is_recording: z.boolean(),
  backlog: z
    .int()
    .nullable()
    .meta({ description: "events that wait for its database, in thousands; null: not so many" }),
});
/** Of what it can hold before it drops everything. */
const BACKLOG_SHARE = 0.3;

/** Home Assistant's own recorder writes nothing, or can no longer follow. */
export const recorderStopped = check({
  name: "recorder-stopped",
  about: "Home Assistant's recorder writes nothing, or its database cannot follow",
  evidence: RecorderStopped,
  sustainedSeconds: 900,
  holdsBack: ["while Home Assistant starts", "while its database is being migrated", "where there is no recorder"],
  look({ system: { recorder } }) {
    if (!recorder || recorder.migration_in_progress) return [];
    const isRecording = recorder.recording && recorder.thread_running;
    const isBehind = recorder.max_backlog > 0 && recorder.backlog >= recorder.max_backlog * BACKLOG_SHARE;
    if (isRecording && !isBehind) return [];
    return [
      {
        subject: { kind: "home", id: "" },
        severity: "error",
        evidence: { is_recording: isRecording, backlog: isBehind ? Math.round(recorder.backlog / 1_000) : null },
        mentions: [],
      },
    ];
  },
});
