import { startPostgres } from "./postgres.ts";

/** One PostgreSQL for all tests of a run, unless one is named; each suite makes its own database on it. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HOMEOPS_TEST_POSTGRES_URL) return undefined;
  // No test cuts this server's power, so it need not wait for the disk.
  const postgres = await startPostgres({ settings: { fsync: "off", max_connections: "200" } });
  process.env.HOMEOPS_TEST_POSTGRES_URL = postgres.url;
  return async () => {
    delete process.env.HOMEOPS_TEST_POSTGRES_URL;
    await postgres[Symbol.asyncDispose]();
  };
}
