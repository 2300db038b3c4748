import { z } from "zod";
import { check } from "../check.ts";

const DeviceReplaced = z.object({
  old_id: z.string().meta({ description: "of the device that went" }),
  old_name: z.string(),
  new_name: z.string(),
  model: z.string().nullable().meta({ description: "of both, where it is told" }),
  on: z.string().meta({ description: "day on which the new one came" }),
});

/** A device that was exchanged, so that its history would end with it: a suggestion, not a fault. */
export const deviceReplaced = check({
  name: "device-replaced",
  about: "A device that seems to have taken the place of one that went, whose history it could go on with",
  evidence: DeviceReplaced,
  sustainedSeconds: 3_600,
  holdsBack: [
    "another area, or none",
    "another model; where that is not told or says nothing, other kinds of entities, or fewer than three",
    "more than two weeks between them, or more than two days of both at once",
    "where two devices went, or two came, that are alike",
    "what came with the first look at the home, phones, and what goes on for something already",
  ],
  look: ({ system, devices }) =>
    system.replacements.flatMap(({ old_id, old_name, new_id, new_name, model, since }) => [
      {
        subject: { kind: "device", id: new_id },
        severity: "info",
        evidence: { old_id, old_name, new_name, model, on: new Date(since * 1000).toISOString().slice(0, 10) },
        since,
        mentions: [old_id, new_id].flatMap((id) => devices.get(id)?.things.map(({ entity_id }) => entity_id) ?? []),
      },
    ]),
  isBeyond: (now, accepted) => now.old_id !== accepted.old_id,
});
