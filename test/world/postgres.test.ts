import pg from "pg";
import { expect, it } from "vitest";
import { freshDatabase } from "./fresh-database.ts";
import { startPostgres } from "./postgres.ts";

it("keeps what was committed through a crash of the server, and knows vectors", async () => {
  await using postgres = await startPostgres();
  await using database = await freshDatabase(postgres.url);
  await using client = await connected(database.url);
  await client.query("create extension vector");
  await client.query("create table kept as select '[1,2]'::halfvec(2) as v");
  await client.end();
  await postgres.stop("SIGKILL");
  await postgres.start();
  await using again = await connected(database.url);
  expect((await again.query("select v::text from kept limit 1")).rows).toEqual([{ v: "[1,2]" }]);
});

async function connected(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}
