import type { Job } from "#server/job.ts";
import { type Bloated, bloatedIndexes, leftIndexes } from "./index-queries.ts";

/** So many in one night. */
const MOST = 5;

/**
 * Where rows come and go an index grows beyond what it holds. Tables of events are dropped by days and need none of it. The embedded
 * database cannot build an index beside its work.
 */
export const indexCare: Job = {
  name: "index-care",
  says: {
    en: "Builds indexes of the database anew that have grown far beyond what they hold",
    de: "Baut Indexe der Datenbank neu auf, die weit über ihren Inhalt hinaus gewachsen sind",
  },
  scope: "server",
  times: { cron: "10 4 * * 1" },
  mostTries: 2,
  mostMinutes: 120,
  isFor: ({ db }) => db.engine === "postgresql",
  async run({ world: { db }, signal }) {
    for (const { name } of await leftIndexes(db.owner))
      await db.owner.script(`drop index concurrently if exists ${name}`);
    const found = await bloatedIndexes(db.owner, MOST);
    let rebuilt = 0;
    for (const { name } of found) {
      if (signal.aborted) break;
      await db.owner.script(`reindex index concurrently ${name}`);
      rebuilt++;
    }
    return { said: rebuilt === 0 ? "no index has grown too large" : saidOf(found, rebuilt) };
  },
};

const saidOf = (found: readonly Bloated[], rebuilt: number): string => {
  const bytes = found.slice(0, rebuilt).reduce((sum, { bytes }) => sum + bytes, 0);
  return `${rebuilt} built anew, of ${Math.round(bytes / 2 ** 20)} MB before`;
};
