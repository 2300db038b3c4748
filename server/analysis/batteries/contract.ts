import { z } from "zod";
import { chemistries } from "#server/cell.ts";

const chemistry = z.enum(chemistries).nullable();

export const ListBatteries = z.strictObject({
  within_days: z.int().min(0).max(730).optional().meta({ description: "only what will be empty within so many days" }),
});

const BatteryShown = z
  .object({
    entity_id: z.string(),
    name: z.string(),
    area: z.string().nullable(),
    tells: z.enum(["percent", "low", "voltage"]).meta({
      description: "a level in per cent, only whether it is low, or only its voltage",
    }),
    percent: z.number().nullable().meta({ description: "now, or else as it was last told" }),
    is_low: z.boolean().nullable().meta({ description: "null: it does not tell, as by a voltage alone nobody knows" }),
    volts: z.number().nullable(),
    cell: z
      .object({
        type: z.string().meta({ description: "such as CR2032 or AAA" }),
        quantity: z.int().nullable(),
        chemistry: chemistry.meta({ description: "null: cells of this type are of several" }),
      })
      .nullable()
      .meta({ description: "as the device or its integration says; null: nobody said" }),
    step: z.number().nullable().meta({ description: "per cent by which its level falls; null: not known yet" }),
    chemistry: chemistry.meta({ description: "as its type says, or as its level falls; null: not known yet" }),
    is_chemistry_told: z.boolean().meta({ description: "by its type; else it was learned" }),
    is_charged: z.boolean().meta({ description: "again and again, so that it has no end" }),
    expected_on: z.iso.date().nullable().meta({ description: "the day on which it will be empty" }),
    earliest_on: z.iso.date().nullable(),
    latest_on: z.iso.date().nullable().meta({ description: "in four of five cases it is between these two" }),
    since: z.iso.date().nullable().meta({ description: "when it was put in, as far as that is known" }),
  })
  .meta({ id: "Battery" });

export const BatteryPage = z
  .object({
    items: z
      .array(BatteryShown)
      .meta({ description: "those that end soonest first, then those of which no end is known" }),
    score: z
      .object({
        scored: z.int().meta({ description: "forecasts whose battery has died since" }),
        within: z.number().nullable().meta({ description: "share of them that named the right span; null below 30" }),
        median_days_off: z.number().nullable(),
      })
      .meta({ description: "how good the forecasts of this home were" }),
    cursor: z.null(),
  })
  .meta({ id: "BatteryPage" });
