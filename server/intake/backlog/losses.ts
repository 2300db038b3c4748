import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { z } from "zod";
import { checkedLine, readChecked } from "#server/checked-lines.ts";

const SLOT_BYTES = 4_096;
const MOST = 20;
/** Two losses so close are one. */
const TOUCHING_MS = 5_000;

const reasons = ["bound", "disk"] as const;
const Loss = z.object({ from: z.string(), to: z.string(), events: z.int(), reason: z.enum(reasons) });
const Ledger = z.object({ turn: z.int(), total: z.int(), unnamed: z.array(Loss) });
/** Events that were given up; `bound`: to keep the spill small, `disk`: neither database nor disk took them. */
export type Loss = z.infer<typeof Loss>;

export interface Losses {
  /** Events ever lost. */
  readonly total: number;
  /** Those that are not yet gaps in the memory. */
  readonly unnamed: readonly Loss[];
  add(loss: Loss): void;
  /** It is a gap in the memory now. */
  named(loss: Loss): void;
}

/**
 * Counts what was lost, exactly, through any kill. The file has its size from the start and two places that are written in turn, so
 * that it can be written on a full disk too, and a torn write leaves the other.
 */
export function openLosses(file: string): Losses {
  if (!existsSync(file)) make(file);
  let { turn, total, unnamed } = newest(file);

  function keep(): void {
    turn += 1;
    const line = checkedLine({ turn, total, unnamed });
    try {
      const fd = openSync(file, "r+");
      writeSync(fd, line.padEnd(SLOT_BYTES), (turn % 2) * SLOT_BYTES);
      fdatasyncSync(fd);
      closeSync(fd);
    } catch {
      // the counts stay in memory; the next loss, or the next name, writes them all
    }
  }

  return {
    get total() {
      return total;
    },
    get unnamed() {
      return unnamed;
    },
    add(loss) {
      total += loss.events;
      unnamed = together([...unnamed, loss]);
      keep();
    },
    named(loss) {
      unnamed = unnamed.filter((one) => one !== loss);
      keep();
    },
  };
}

function make(file: string): void {
  try {
    writeFileSync(file, " ".repeat(2 * SLOT_BYTES), { mode: 0o600, flush: true });
  } catch {
    // a full disk at the very first start: what is lost now is counted in memory alone
  }
}

function newest(file: string): z.infer<typeof Ledger> {
  const text = existsSync(file) ? readFileSync(file, "latin1") : "";
  const slots = [text.slice(0, SLOT_BYTES), text.slice(SLOT_BYTES)].flatMap(
    (slot) => Ledger.safeParse(readChecked(slot.split("\n")[0] ?? "")).data ?? [],
  );
  return slots.toSorted((one, other) => other.turn - one.turn)[0] ?? { turn: 0, total: 0, unnamed: [] };
}

/** Neighbours of one reason become one where they touch, or where the list is full. */
function together(losses: readonly Loss[]): Loss[] {
  const joined: Loss[] = [];
  for (const loss of losses) {
    const before = joined.at(-1);
    // What is shed one after the other, oldest first, has nothing between that was kept.
    const touches =
      before?.reason === "bound" || (before && Date.parse(loss.from) - Date.parse(before.to) <= TOUCHING_MS);
    if (before?.reason === loss.reason && (touches || losses.length > MOST))
      joined[joined.length - 1] = both(before, loss);
    else joined.push(loss);
  }
  return joined;
}

const both = (one: Loss, other: Loss): Loss => ({
  ...one,
  from: one.from < other.from ? one.from : other.from,
  to: one.to > other.to ? one.to : other.to,
  events: one.events + other.events,
});
