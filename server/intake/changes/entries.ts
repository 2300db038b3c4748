import { z } from "zod";
import type { Clock } from "#server/clock.ts";
import { CONFIGURED } from "./integrations.ts";
import { picked } from "./source.ts";

/** What was set is set up anew within this. */
const SETTLES_MS = 10_000;

/** Source: homeassistant/components/config/config_entries.py, config_entries_subscribe. */
const Told = z.array(
  z.object({
    type: z.enum(["added", "removed", "updated"]).nullable(),
    entry: z.looseObject({ entry_id: z.string(), modified_at: z.number().optional(), state: z.string().optional() }),
  }),
);

type Entry = { configured: string; modified: number; state: string; modifiedAt: number };
type Parts = {
  clock: Pick<Clock, "elapsed">;
  /** Something that Home Assistant shows was changed. */
  changed(): void;
  /** Something that it does not show was changed: options, or the address of a device. */
  hidden(entryId: string): void;
};

/**
 * Listens to the config entries. Options are never shown; but an entry that was modified and is set up anew at once was changed by
 * somebody, where one that keeps a fresh token for itself goes on as it was.
 */
export function listenToEntries({ clock, changed, hidden }: Parts) {
  const known = new Map<string, Entry>(); // by entry id

  return (raw: unknown): void => {
    for (const { type, entry } of Told.safeParse(raw).data ?? []) {
      const before = known.get(entry.entry_id);
      const now = entryOf(entry, before, clock.elapsed());
      if (type === "removed") known.delete(entry.entry_id);
      else known.set(entry.entry_id, now);
      if (type !== null && (type !== "updated" || before?.configured !== now.configured)) changed();
      if (!before || now.state !== "loaded" || before.state === "loaded") continue;
      if (clock.elapsed() - now.modifiedAt < SETTLES_MS) hidden(entry.entry_id);
      known.set(entry.entry_id, { ...now, modifiedAt: Number.NEGATIVE_INFINITY });
    }
  };
}

function entryOf(
  { modified_at: modified = 0, state = "", ...body }: z.infer<typeof Told>[number]["entry"],
  before: Entry | undefined,
  now: number,
): Entry {
  const isModified = before !== undefined && modified > before.modified;
  const modifiedAt = isModified ? now : (before?.modifiedAt ?? Number.NEGATIVE_INFINITY);
  return { configured: JSON.stringify(picked(body, CONFIGURED)), modified, state, modifiedAt };
}
