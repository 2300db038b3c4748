import { readFileSync } from "node:fs";
import { z } from "zod";
import { worldTree } from "../provision/cache.ts";
import { runInside } from "../provision/chroot.ts";

export type Dialect = "sqlite" | "postgresql" | "mysql";
type Schema = { version: number; statements: string[] };

const Printed = z.object({ version: z.int(), statements: z.array(z.string()) });
const printed = new Map<Dialect, Promise<Schema>>();

/**
 * The recorder's tables as an earlier Core had them. Between 48 and 53 only these columns were added; 51 was withdrawn for 52, and 53 is about
 * character sets of MariaDB. Source: homeassistant/components/recorder/migration.py, _SchemaVersion49Migrator to _SchemaVersion53Migrator.
 */
const ADDED: readonly [version: number, column: RegExp][] = [
  [49, /^\s*mean_weight .*$/m],
  [49, /,\s*mean_type .*$/m],
  [52, /^\s*unit_class .*$/m],
];

/** As Core itself makes them, from its own models. */
export async function recorderSchema(dialect: Dialect, version = 53): Promise<Schema> {
  const asked = printed.get(dialect) ?? print(dialect);
  printed.set(dialect, asked);
  const { statements } = await asked;
  return { version, statements: statements.map((statement) => without(statement, version)) };
}

const without = (statement: string, version: number): string =>
  ADDED.reduce((text, [since, column]) => (version < since ? text.replace(column, mendedComma) : text), statement);

const mendedComma = (column: string): string => (column.trimStart().startsWith(",") ? "," : "");

async function print(dialect: Dialect): Promise<Schema> {
  const script = readFileSync(new URL("./recorder_schema.py", import.meta.url), "utf8");
  return Printed.parse(
    JSON.parse(await runInside({ tree: worldTree, argv: ["/opt/ha/bin/python", "-c", script, dialect] })),
  );
}
