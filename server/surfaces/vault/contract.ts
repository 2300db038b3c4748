import { z } from "zod";

export const RotateKey = z.strictObject({});

export const RotatedKey = z
  .object({
    key: z.string().meta({ description: "the mark of the key that all secrets are sealed with now" }),
    resealed: z.int().meta({ description: "secrets that were sealed anew" }),
    unreadable: z.int().meta({ description: "secrets that no known key opens; enter them again" }),
    former: z.int().meta({ description: "keys that are kept, so that older backups can still be restored" }),
  })
  .meta({ id: "RotatedKey" });
export type RotatedKey = z.infer<typeof RotatedKey>;
