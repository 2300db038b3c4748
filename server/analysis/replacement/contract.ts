import { z } from "zod";

const Thing = z.string().min(1).max(255);

export const Continue = z.strictObject({
  old: Thing.meta({ description: "entity id or device id of what is gone or no longer answers" }),
  new: Thing.meta({ description: "entity id or device id of what has taken its place" }),
});

const ContinuedShown = z
  .object({
    continued: z.int(),
    entity_id: z.string().meta({ description: "the entity that goes on with the history" }),
    was: z.string().meta({ description: "the entity whose history it is" }),
    since: z.string().meta({ description: "from then on it is the new one's" }),
    at: z.string(),
    undone_at: z.string().nullable(),
  })
  .meta({ id: "Continued" });

export const ContinuedPage = z
  .object({
    items: z.array(ContinuedShown),
    left: z.array(z.string()).meta({ description: "entities of the old device that have no like in the new one" }),
    cursor: z.null(),
  })
  .meta({ id: "ContinuedPage" });

export const ListContinued = z.strictObject({});

export const Separate = z.strictObject({ continued: z.array(z.int32()).min(1).max(100) });
