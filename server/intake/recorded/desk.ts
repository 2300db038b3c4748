import { rm } from "node:fs/promises";
import { isDatabaseAway } from "#server/database-away.ts";
import { instantOf } from "#server/instant.ts";
import { Refusal } from "#server/refusal.ts";
import {
  addImport,
  keepImportState,
  recordedImport,
  unfinishedImports,
} from "#server/store/memory/recorded/queries.ts";
import type { RecordedImport } from "#server/store/memory/recorded/recorded-import.ts";
import type { World } from "#server/world.ts";
import { intakes } from "../connected-homes.ts";
import type { ImportPreview, WantedSource } from "./contract.ts";
import { refuseFullDisk } from "./disk-space.ts";
import type { RecorderFacts } from "./facts.ts";
import { type Job, openJob } from "./job.ts";
import { importPlaces } from "./place.ts";
import { prospects } from "./prospects.ts";
import { openReader, type Reader } from "./reader.ts";
import { runImport } from "./run-import.ts";
import type { Source } from "./source.ts";
import { undoImport } from "./undo-import.ts";

const TRIES_AGAIN = { seconds: 5 };

/** Where imports from a recorder are asked for; one goes on at a time. */
export interface ImportDesk extends AsyncDisposable {
  preview(home: number, wanted: WantedSource): Promise<ImportPreview>;
  start(home: number, wanted: WantedSource): Promise<Job>;
  /** Between two batches; it can go on later. */
  stop(id: number): Promise<RecordedImport>;
  undo(id: number): Promise<Job>;
  readonly job: Job | undefined;
  /** Goes on with what a stop of the program interrupted. */
  resume(): Promise<void>;
}

export function openDesk(world: World): ImportDesk {
  const { db, clock, log } = world;
  const places = importPlaces(world);
  const { understood, unfinished, freeMark, preview } = prospects(world);
  let job: Job | undefined;

  const changed = () => intakes.get(world)?.changed.emit();

  async function start(home: number, wanted: WantedSource): Promise<Job> {
    await settled();
    refuseSecond();
    const place = await places.of(home);
    const source = await understood(wanted);
    const reader = openReader(source.place);
    try {
      const facts = await reader.facts();
      const rows = facts.rows.states + facts.rows.events + facts.rows.statistics;
      const known = await unfinished(home, facts, source);
      await refuseFullDisk(world.options.dataFolder, { rows, read: known?.read ?? 0 });
      refuseSecond();
      const it = known ?? (await added(place, source, facts, rows));
      await keepImportState(db, { id: it.id, state: "running" });
      Object.assign(it, { state: "running", reason: null, rows: Math.max(it.rows, rows) });
      return begin(it, (job) => importing(job, { reader, facts, source, place }));
    } catch (error) {
      await reader[Symbol.asyncDispose]();
      throw error;
    }
  }

  async function added(
    place: { home: number; connectionId: string },
    { kind, source }: Source,
    facts: RecorderFacts,
    rows: number,
  ) {
    const row = await addImport(db, place, {
      mark: await freeMark(place.home),
      kind,
      source,
      fingerprint: facts.fingerprint,
      rows,
      from_at: facts.span?.from ?? null,
      to_at: facts.span?.to ?? null,
    });
    if (!row) throw new Error("The import was not written down");
    return row;
  }

  type Importing = {
    reader: Reader;
    facts: RecorderFacts;
    source: Source;
    place: Awaited<ReturnType<typeof places.of>>;
  };

  async function importing(job: Job, { reader, facts, source, place }: Importing): Promise<void> {
    const { it, signal } = job;
    const parts = { world, it, reader, facts, signal, progressed: job.progressed, ...place };
    try {
      await throughOutages(signal, () => runImport(parts));
      if (signal.aborted) return;
    } catch (error) {
      await failed(job, error);
    } finally {
      await reader[Symbol.asyncDispose]();
      if (source.kind === "backup" && (it.state === "done" || it.state === "failed")) await forgetTakenOut(source);
    }
  }

  /** A database that restarts costs a pause, not the import: what was written stands in its position. */
  async function throughOutages(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isDatabaseAway(error) || signal.aborted) throw error;
        log.warn("an import waits for the database", {});
        await clock.sleep(TRIES_AGAIN, signal);
      }
    }
  }

  /** A source that is damaged changes nothing: what came of it goes again. Of anything else what is here stays, and it can go on. */
  async function failed(job: Job, error: unknown): Promise<void> {
    const { it, signal } = job;
    const reason =
      error instanceof Refusal
        ? error.message
        : "Something went wrong inside HomeOps; its log says what. Start it again to go on";
    if (error instanceof Refusal) log.warn("an import stopped", { import: it.id, reason });
    else log.error("an import failed", { import: it.id, error });
    if (error instanceof Refusal && error.code === "damaged_source")
      return undoImport({ world, it, signal, progressed: job.progressed }, { state: "failed", reason });
    await rest(it, reason);
  }

  /** It can go on later. */
  async function rest(it: RecordedImport, reason: string | null = null): Promise<void> {
    Object.assign(it, { state: "stopped", reason, ended_at: instantOf(clock.now()) });
    await keepImportState(db, { id: it.id, state: "stopped", reason });
  }

  function begin(it: RecordedImport, work: (job: Job) => Promise<void>): Job {
    const begun = openJob(it, { now: () => clock.now(), changed, work });
    job = begun;
    void begun.over.finally(() => {
      job = undefined;
      changed();
    });
    return begun;
  }

  /** One that is done in all but closing its file is waited for. */
  async function settled(): Promise<void> {
    while (job && job.it.state !== "running" && job.it.state !== "undoing") await job.over.catch(() => {});
  }

  function refuseSecond(): void {
    if (!job) return;
    const what = job.it.state === "undoing" ? "An import is being undone" : "An import is under way";
    throw new Refusal("import_running", `${what} (number ${job.it.id}); wait for its end, or stop it first`, {
      status: 409,
    });
  }

  async function found(id: number): Promise<RecordedImport> {
    const it = await recordedImport(db, id);
    if (!it)
      throw new Refusal("unknown_import", `There is no import ${id}; import/list tells which there are`, {
        status: 404,
      });
    return it;
  }

  async function undo(id: number): Promise<Job> {
    await settled();
    const it = await found(id);
    refuseSecond();
    if (it.state === "undone" || (it.mark === null && it.state !== "undoing"))
      throw new Refusal(
        "nothing_to_undo",
        "Nothing of this import can be taken away: it added nothing, or was undone, or bears no mark",
      );
    await keepImportState(db, { id, state: "undoing" });
    it.state = "undoing";
    return undoing(it);
  }

  const undoing = (it: RecordedImport): Job =>
    begin(it, async (job) => {
      const parts = { world, it, signal: job.signal, progressed: job.progressed };
      try {
        await throughOutages(job.signal, () => undoImport(parts, { state: "undone" }));
      } catch (error) {
        log.error("an import could not be undone", { import: it.id, error });
        await rest(it, "Something went wrong while it was undone; undo it again");
      }
    });

  return {
    preview,
    start,
    undo,
    get job() {
      return job;
    },
    async stop(id) {
      const it = job?.it.id === id ? job.it : await found(id);
      if (job?.it.id !== id || it.state !== "running") return it;
      await job.stop();
      if (it.state !== "running") return it;
      await rest(it);
      changed();
      return it;
    },
    async resume() {
      for (const it of await unfinishedImports(db)) {
        if (it.state === "undoing") await undoing(it).over;
        else await goOn(it);
      }
    },
    async [Symbol.asyncDispose]() {
      await job?.stop();
      await places[Symbol.asyncDispose]();
    },
  };

  async function goOn(it: RecordedImport): Promise<void> {
    const isFile = it.kind === "sqlite" || it.kind === "backup";
    try {
      await (await start(it.home_id, isFile ? { file: it.source } : {})).over;
    } catch (error) {
      const reason = error instanceof Refusal ? error.message : "It was interrupted; start it again to go on";
      await keepImportState(db, { id: it.id, state: "stopped", reason });
      log.warn("an import could not go on by itself", { import: it.id, reason });
    }
  }
}

async function forgetTakenOut({ place }: Source): Promise<void> {
  if (place.kind !== "sqlite") return;
  for (const file of [place.file, `${place.file}-wal`, `${place.file}-shm`]) await rm(file, { force: true });
}
