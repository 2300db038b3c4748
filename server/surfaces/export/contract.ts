import { z } from "zod";

const instant = z.iso.datetime({ offset: true });
const LONGEST_YEARS = 20;

export const WantedExport = z
  .strictObject({
    what: z.enum(["events", "hours"]).meta({ description: "every event, or hourly values, which outlive events" }),
    format: z.enum(["csv", "parquet"]),
    from: instant,
    to: instant,
    entities: z.array(z.string().max(300)).max(500).default([]).meta({ description: "none and no areas: everything" }),
    areas: z.array(z.string().max(300)).max(200).default([]).meta({ description: "by id, beside the entities" }),
  })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), {
    path: ["to"],
    message: "must be later than `from`",
  })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < LONGEST_YEARS * 366 * 86_400_000, {
    path: ["from"],
    message: `must be within ${LONGEST_YEARS} years before \`to\``,
  });
export type WantedExport = z.output<typeof WantedExport>;

export const OfferedExport = z
  .object({
    path: z.string().meta({ description: "to be fetched once, within five minutes; relative to the API's root" }),
    name: z.string().meta({ description: "of the file" }),
    things: z.int().nullable().meta({ description: "how many entities it is about; null: everything" }),
  })
  .meta({ id: "OfferedExport" });

export const OfferedArchive = z
  .object({
    path: z.string().meta({ description: "to be fetched once, within five minutes; relative to the API's root" }),
    name: z.string().meta({ description: "of the ZIP archive" }),
    events: z.int(),
    notes: z.int(),
  })
  .meta({ id: "OfferedArchive" });

export const NoChoice = z.strictObject({});
