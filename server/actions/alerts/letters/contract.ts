import { z } from "zod";

export const WeekLetter = z.strictObject({
  week: z.iso
    .date()
    .optional()
    .meta({ description: "the seven days that end with this one; left out: those until now, with what is to come" }),
  language: z.enum(["en", "de"]).default("en"),
});

export const letterParts = ["unusual", "mended", "coming", "wrong"] as const;

export const Letter = z
  .object({
    from: z.string(),
    to: z.string(),
    title: z.string(),
    parts: z.array(
      z.object({
        part: z.enum(letterParts),
        title: z.string(),
        lines: z.array(z.string()).meta({ description: "sentences; never empty" }),
      }),
    ),
    text: z.string().meta({ description: "all of it, as a notification or a mail has it" }),
  })
  .meta({ id: "WeeklyLetter" });
export type Letter = z.infer<typeof Letter>;
