import { z } from "zod";
import { Severity } from "#server/finding.ts";

const HOUR = 3_600;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: HOUR, d: 86_400 };
const LENGTH = /^(\d+(?:\.\d+)?)\s*(s|m|min|h|d)$/;

/** Their messages are codes of what is said of them in held-words.ts. */
const Length = z.union([z.number().nonnegative(), z.string().regex(LENGTH, "length")]).transform((given) => {
  const [, amount = "", unit = ""] = LENGTH.exec(String(given)) ?? [];
  return typeof given === "number" ? given : Number(amount) * (UNITS[unit] ?? 1);
});

const one = <T extends z.ZodType>(it: T) =>
  z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(it).min(1).max(200));
const Text = z.string().min(1).max(200);
const Pattern = z.string().regex(/^[a-z0-9_*]+\.[a-z0-9_*]+$/, "entity");
const State = z.union([Text, z.number().transform(String), z.boolean().transform((on) => (on ? "on" : "off"))]);

/** What people ask HomeOps to look at, beside its own checks. */
export const OwnCheck = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "name"),
    text: Text,
    advice: z.string().max(500).default(""),
    severity: Severity.default("warning"),
    entities: one(Pattern).optional(),
    domain: one(Text).optional(),
    device_class: one(Text).optional(),
    area: one(Text).optional(),
    except: one(Pattern).optional(),
    above: z.number().optional(),
    below: z.number().optional(),
    is: one(State).optional(),
    is_not: one(State).optional(),
    template: z.string().min(1).max(5_000).optional(),
    for: Length.default(0),
    armed: z.boolean().optional(),
  })
  .superRefine(refineWhole);
export type OwnCheck = z.output<typeof OwnCheck>;

type Shape = {
  [K in "template" | "entities" | "domain" | "device_class" | "above" | "below" | "is" | "is_not"]?: unknown;
};

function refineWhole(it: Shape, context: z.core.$RefinementCtx): void {
  const chooses = [it.entities, it.domain, it.device_class].some((one) => one !== undefined);
  const demands = [it.above, it.below, it.is, it.is_not].some((one) => one !== undefined);
  const wrong = (message: string) => context.addIssue({ code: "custom", message });
  if (it.template !== undefined && (chooses || demands)) wrong("template_alone");
  if (it.template === undefined && !chooses) wrong("of_nothing");
  if (it.template === undefined && !demands) wrong("says_nothing");
}

/** Whether a state is what the check speaks of. What is unavailable is neither above nor below, and only what `is` names. */
export function holds({ above, below, is, is_not }: OwnCheck, state: string | undefined): boolean {
  if (state === undefined) return false;
  if (is && !is.includes(state)) return false;
  if (is === undefined && ["unavailable", "unknown"].includes(state)) return false;
  if (is_not?.includes(state)) return false;
  const value = state.trim() === "" ? Number.NaN : Number(state);
  if ((above !== undefined || below !== undefined) && !Number.isFinite(value)) return false;
  return (above === undefined || value > above) && (below === undefined || value < below);
}
