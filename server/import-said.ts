import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { type ImportList, type ImportPreview, ImportShown, ImportStatus } from "./intake/recorded/contract.ts";

const EVERY_MS = 500;
const BAR = 24;

type Ask = (name: string, input?: object) => Promise<unknown>;

/** Draws how far an import is until it rests; tells it to rest when asked to stop. Answers how it ended. */
export async function follow(begun: ImportShown, ask: Ask, stop: AbortSignal): Promise<ImportShown> {
  const line = liveLine();
  let last = begun;
  line.draw(progressOf(last));
  while (!stop.aborted) {
    await pause(EVERY_MS, undefined, { signal: stop }).catch(() => {});
    const { running } = ImportStatus.parse(await ask("import/status"));
    if (running?.id !== begun.id) break;
    last = running;
    line.draw(progressOf(last));
  }
  const ended =
    stop.aborted && last.state !== "undoing"
      ? ImportShown.parse(await ask("import/stop", { id: begun.id }))
      : await standing(begun.id, ask);
  line.end();
  console.log(endOf(ended));
  return ended;
}

async function standing(id: number, ask: Ask): Promise<ImportShown> {
  const { items } = (await ask("import/list")) as z.infer<typeof ImportList>;
  return ImportShown.parse(items.find((item) => item.id === id));
}

/** One line that is drawn over itself; where nobody watches, a line now and then. */
function liveLine() {
  const { stdout } = process;
  let drawn = "";
  let drawnAt = 0;
  return {
    draw(text: string) {
      if (stdout.isTTY) stdout.write(`\r\u001b[2K${text.slice(0, stdout.columns || 120)}`);
      else if (text !== drawn && Date.now() - drawnAt > EVERY_MS * 4) {
        console.log(text);
        drawnAt = Date.now();
      }
      drawn = text;
    },
    end() {
      if (stdout.isTTY) stdout.write("\r\u001b[2K");
    },
  };
}

function progressOf({ state, rows, read, added, rate, remaining_seconds }: ImportShown): string {
  if (state === "undoing") return `undoing: ${count(added)} events left`;
  const share = rows === 0 ? 1 : Math.min(1, read / rows);
  const full = Math.round(share * BAR);
  const bar = `${"█".repeat(full)}${"░".repeat(BAR - full)}`;
  const speed = rate ? `  ${count(rate)} rows/s` : "";
  const left = remaining_seconds === null ? "" : `  ${span(remaining_seconds)} left`;
  return `${bar} ${Math.floor(share * 100)} %  ${count(read)} of ${count(rows)} rows${speed}${left}`;
}

function endOf({ id, state, reason, added, statistics, from, to }: ImportShown): string {
  if (state === "undone") return `Import ${id} is undone.`;
  if (state === "failed") return `${reason} Nothing was changed.`;
  if (state !== "done") return `${reason ?? "Stopped."} What came stays; start it again to go on. (Import ${id})`;
  const what = `${count(added)} events and ${count(statistics)} hours of statistics were new`;
  return `Import ${id} is done: ${what}${from && to ? `, of ${day(from)} to ${day(to)}` : ""}. To take them away again: npm run import -- --undo ${id}`;
}

export function sayPreview(it: z.infer<typeof ImportPreview>): string {
  const lines = [
    `${it.source}: recorder of schema ${it.schema}, ${count(it.entities)} entities`,
    `${count(it.states)} states, ${count(it.events)} events, ${count(it.statistics)} hours of statistics${it.from && it.to ? `, ${day(it.from)} to ${day(it.to)}` : ""}`,
    `It would take about ${megabytes(it.bytes)}; ${megabytes(it.free_bytes)} are free${it.fits ? "." : ", which is too little."}`,
  ];
  if (it.too_old > 0 && it.kept_days)
    lines.push(
      `${count(it.too_old)} states are older than the ${it.kept_days} days that are kept; of these only summaries stay.`,
    );
  if (it.unfinished) lines.push(`Import ${it.unfinished} of it was not finished, and would go on.`);
  if (!it.can_undo)
    lines.push("It could not be undone: every mark is in use. Undo an older import first, if you want that.");
  return lines.join("\n");
}

export function sayList({ items, files }: z.infer<typeof ImportList>): string {
  const imports = items.map(
    (it) =>
      `${String(it.id).padStart(4)}  ${it.state.padEnd(8)} ${day(it.started_at)}  ${count(it.added).padStart(12)} events  ${it.source}`,
  );
  const found = files.map(({ file, bytes }) => `      ${file} (${megabytes(bytes)})`);
  return [
    ...(imports.length > 0 ? imports : ["Nothing was imported yet."]),
    ...(found.length > 0 ? ["Could be imported:", ...found] : []),
  ].join("\n");
}

const count = (value: number): string => Math.round(value).toLocaleString("en");
const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString("en")} MB`;
const day = (instant: string): string => instant.slice(0, 10);

function span(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
