import pg from "pg";
import type { LoopDisk } from "../written/loop-disk.ts";

/** Megabytes: what the disk was told to write, and of it by PostgreSQL. */
export type Phase = {
  phase: string;
  minutes: number;
  disk: number;
  wal: number;
  wal_content: number;
  /** Of zeros: a new database makes files for its WAL until it has enough to use them again. */
  new_segments: number;
  pages: number;
  new_pages: number;
};

type Totals = Omit<Phase, "phase" | "minutes">;

const MB = 1e6;
const TOTALS = `
  select coalesce(sum(write_bytes) filter (where object = 'wal' and context = 'normal'), 0)::float8 as wal,
    coalesce(sum(write_bytes) filter (where object = 'wal' and context = 'init'), 0)::float8 as new_segments,
    (select wal_bytes from pg_stat_wal)::float8 as wal_content,
    coalesce(sum(write_bytes) filter (where object = 'relation'), 0)::float8 as pages,
    coalesce(sum(extend_bytes) filter (where object = 'relation'), 0)::float8 as new_pages
  from pg_stat_io`;

/** Tells of each phase of a run what it wrote. Its session ends at once: a kept one would be memory of the database. */
export async function diskPhases(disk: LoopDisk, url: string) {
  const phases: Phase[] = [];
  let last = {
    at: performance.now(),
    totals: { disk: 0, wal: 0, wal_content: 0, new_segments: 0, pages: 0, new_pages: 0 },
  };

  async function totals(): Promise<Totals> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const { rows } = await client.query<Omit<Totals, "disk">>(TOTALS);
      if (!rows[0]) throw new Error("pg_stat_io is empty");
      return { ...rows[0], disk: await disk.bytesWritten() };
    } finally {
      await client.end();
    }
  }

  return {
    phases,
    /** What was written since the phase before. */
    async ends(phase: string): Promise<Phase> {
      const now = { at: performance.now(), totals: await totals() };
      const since = (name: keyof Totals) => Math.round(((now.totals[name] - last.totals[name]) / MB) * 100) / 100;
      const told = {
        phase,
        minutes: Math.round((now.at - last.at) / 600) / 100,
        disk: since("disk"),
        wal: since("wal"),
        wal_content: since("wal_content"),
        new_segments: since("new_segments"),
        pages: since("pages"),
        new_pages: since("new_pages"),
      };
      phases.push(told);
      last = now;
      return told;
    },
    async checkpoint(): Promise<void> {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await client.query("checkpoint").finally(() => client.end());
    },
  };
}
