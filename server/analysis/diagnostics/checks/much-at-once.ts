import { z } from "zod";
import { toMicroseconds } from "#server/instant.ts";
import { check } from "../check.ts";

const classes = ["devices", "integrations", "automations"] as const;
const Part = z.object({ about: z.enum(classes), sick: z.int(), of: z.int() });

const MuchAtOnce = z.object({
  parts: z
    .array(Part)
    .meta({ description: "of devices, integrations and automations: how many are out of order, and of how many" }),
});

/** So much is out of order at once that it is no single thing, and that nothing is mended one by one. */
export const muchAtOnce = check({
  name: "much-at-once",
  about: "So much is out of order at once that mending has stopped: it is no single thing",
  evidence: MuchAtOnce,
  sustainedSeconds: 0,
  holdsBack: [
    "unless a remedy may ask or act: else nothing is mended, and each trouble is told by itself",
    "fewer than five devices, integrations or automations, or fewer than 40 % of them",
    "while Home Assistant starts",
  ],
  look({ incidents = [] }) {
    const told = incidents.filter(({ kind }) => kind === "systemic");
    const parts = told.flatMap(({ about, details }) => {
      const { data } = Part.safeParse({ ...details, about });
      return data ? [data] : [];
    });
    if (parts.length === 0) return [];
    const since = Math.min(...told.map(({ opened_at }) => toMicroseconds(opened_at) / 1e6));
    return [{ subject: { kind: "home", id: "" }, severity: "error", evidence: { parts }, mentions: [], since }];
  },
});
