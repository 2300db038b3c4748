import { z } from "zod";
import { check } from "../check.ts";

const Fight = z.object({
  other: z.string().meta({ description: "the other automation" }),
  other_name: z.string().meta({ description: "as people call it" }),
  entity: z.string().meta({ description: "what they set against each other" }),
  times: z.int().meta({ description: "how often in a row within a day" }),
  seconds: z.number().meta({ description: "how long that took" }),
});

/** Two automations that undo what the other one does. */
export const automationsFight = check({
  name: "automations-fight",
  about: "Two automations that set the same thing back and forth, each triggered by the other",
  evidence: Fight,
  sustainedSeconds: 0,
  holdsBack: [
    "unless it went back and forth six times in a row within a day, each answer within two minutes",
    "automations that take turns for other reasons, as motion and its end do: only what was triggered by the other one's own run counts",
  ],
  look: ({ automations, things }) =>
    (automations?.fights ?? []).flatMap(({ automations: [one, other], entity_id, times, from, to }) =>
      things.has(one)
        ? [
            {
              subject: { kind: "automation", id: one },
              severity: "warning",
              evidence: {
                other,
                other_name: things.get(other)?.name ?? other,
                entity: entity_id,
                times,
                seconds: Math.round(to - from),
              },
              mentions: [other, entity_id],
              since: from,
            },
          ]
        : [],
    ),
});
