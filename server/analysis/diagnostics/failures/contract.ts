import { z } from "zod";

const language = z.enum(["en", "de"]).default("en");

export const ListPredictions = z.strictObject({ language, limit: z.int().min(1).max(200).default(50) });

const FailureShown = z
  .object({
    rank: z.int(),
    device_id: z.string(),
    name: z.string(),
    area: z.string().nullable(),
    reasons: z.array(z.string()).meta({ description: "in words, the strongest first" }),
    made_on: z.iso.date(),
    until: z.iso.date().meta({ description: "the end of the horizon" }),
    probability: z.number().nullable().meta({
      description: "how often it came of what was said alike in this home; null below 30 outcomes",
    }),
  })
  .meta({ id: "PredictedFailure" });

export const PredictionPage = z
  .object({
    items: z.array(FailureShown).meta({ description: "what shows a sign of failing, the likeliest first" }),
    horizon_days: z.int(),
    detector: z.string(),
    score: z
      .object({
        scored: z.int().meta({ description: "predictions of this home of which is known what came" }),
        said: z.int().meta({ description: "of those, that it would fail, likelier than three of ten" }),
        hit_rate: z.number().nullable().meta({ description: "share of those that did; null below 30" }),
      })
      .meta({ description: "how good it was so far" }),
    cursor: z.null(),
  })
  .meta({ id: "PredictionPage" });

export const ListDetectors = z.strictObject({});

export const DetectorShown = z
  .object({
    name: z.string(),
    version: z.string(),
    about: z.string(),
    since: z.iso.date(),
    is_used: z.boolean(),
    predictions: z.int().meta({ description: "of this home of which is known what came" }),
    hits: z.int(),
    misses: z.int().meta({ description: "said, and it did not come" }),
    precision: z.number().nullable().meta({ description: "null below 30" }),
    brier: z
      .number()
      .nullable()
      .meta({ description: "mean square of what a chance was off; null below 30, or without chances" }),
  })
  .meta({ id: "Detector" });

export const DetectorPage = z.object({ items: z.array(DetectorShown), cursor: z.null() }).meta({ id: "DetectorPage" });

export const UseDetector = z.strictObject({ name: z.string().max(64), version: z.string().max(64) });
