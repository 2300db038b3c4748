/** The PostgreSQL of the test run. */
export function postgresUrl(): string {
  const url = process.env.HOMEOPS_TEST_POSTGRES_URL;
  if (!url) throw new Error("No PostgreSQL is there. Run the tests by `npm test`, or set HOMEOPS_TEST_POSTGRES_URL.");
  return url;
}
