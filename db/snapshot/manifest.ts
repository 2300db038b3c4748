import { z } from "zod";

/** Names and bounds end up in statements, so a file may hold nothing but what the catalog would write. */
const Name = z.string().regex(/^(\w+|"\w+")\.(\w+|"\w+")$/);
const Column = z.string().regex(/^(\w+|"\w+")$/);
const Bound = z.string().regex(/^(DEFAULT|FOR VALUES FROM \([^;]*\) TO \([^;]*\))$/);

const reasons = ["upgrade", "restore", "backup"] as const;
export type Reason = (typeof reasons)[number];
/** How much of a memory a backup holds. */
export const scopes = ["essentials", "month", "everything"] as const;
export type Scope = (typeof scopes)[number];

/** Opens a snapshot: what it holds, and the schema that it fits. */
export const Manifest = z.object({
  kind: z.literal("manifest"),
  format: z.literal(1),
  homeops: z.string(),
  engine: z.enum(["postgresql", "embedded"]),
  reason: z.enum(reasons),
  taken_at: z.string(),
  migrations: z.array(z.object({ id: z.int(), name: z.string() })),
  tables: z.array(
    z.object({
      name: Name,
      columns: z.array(Column),
      partitions: z.array(z.object({ name: Name, bound: Bound, is_guarded: z.boolean() })),
    }),
  ),
  sequences: z.array(z.object({ name: Name, last: z.int() })),
  /** Tells the key that its secrets are sealed with from others. */
  key_mark: z.string().nullable(),
  /** Of backups: what was chosen, and since when single events are in it; null: none are, or all. */
  scope: z.enum(scopes).optional(),
  since: z.iso.datetime({ offset: true }).nullable().optional(),
});
export type Manifest = z.infer<typeof Manifest>;

/** Opens each frame of rows: the JSON behind it is an array of rows, each as PostgreSQL writes a whole row. */
export const RowsHead = z.object({ kind: z.literal("rows"), table: Name, rows: z.int() });
export type RowsHead = z.infer<typeof RowsHead>;

/** `sum` adds up a hash of each row, so it tells rows apart in whatever order and by whichever engine they are read. */
const Total = z.object({ name: Name, rows: z.int(), sum: z.string() });
export type Total = z.infer<typeof Total>;

/** Closes a snapshot: without it the file was cut. `sha256` is of all that stands before it. */
export const End = z.object({ kind: z.literal("end"), tables: z.array(Total), sha256: z.string() });

export const schemaOf = ({ migrations }: Pick<Manifest, "migrations">): number =>
  Math.max(0, ...migrations.map(({ id }) => id));
