import { raw } from "sql-template-tag";
import type { Queries } from "../database.ts";
import type { Migration } from "../migrate.ts";
import { keptTables } from "./kept-tables.ts";

const PUBLIC = "public";

/**
 * Takes away all that any HomeOps has made here, also a newer one whose steps are not known: its tables are known by what the server
 * may read, its schemas by those tables. Of what lies in `public` beside other people's, only what is certainly ours.
 */
export async function clearMemory(tx: Queries, steps: readonly Migration[]): Promise<void> {
  const tables = (await keptTables(tx)).map(({ name }) => name);
  const schemas = new Set([...tables.map((name) => name.split(".")[0] ?? ""), ...made(steps, /create schema (\w+)/g)]);
  schemas.delete(PUBLIC);
  for (const schema of schemas) await tx.run(raw(`drop schema if exists ${schema} cascade`));
  const ours = [...tables.filter((name) => name.startsWith(`${PUBLIC}.`)), `${PUBLIC}.homeops_migration`];
  for (const table of ours) await tx.run(raw(`drop table if exists ${table} cascade`));
  for (const routine of made(steps, /create (?:or replace )?function (public\.\w+)/g))
    await tx.run(raw(`drop function if exists ${routine}`));
}

const made = (steps: readonly Migration[], what: RegExp): string[] =>
  steps.flatMap(({ text }) => [...text.matchAll(what)].map(([, name = ""]) => name));
