import { z } from "zod";

export const Nothing = z.strictObject({});

const SessionShown = z
  .object({
    session: z.string().meta({ description: "its number here, for sessions/end; it opens nothing" }),
    person: z.uuid().nullable().meta({ description: "null: whoever signed in with the API token or its ticket" }),
    person_name: z.string().nullable(),
    device: z.string().nullable().meta({ description: "as in `Firefox, Linux`; null: it did not say" }),
    since: z.string(),
    last_seen: z.string().meta({ description: "to the hour" }),
    until: z.string(),
    is_this: z.boolean().meta({ description: "the one that asks" }),
  })
  .meta({ id: "Session" });

export const SessionsShown = z.object({ items: z.array(SessionShown), cursor: z.null() });
export const WhichSession = z.strictObject({ session: z.string().regex(/^[0-9a-f]{16}$/) });
export const Done = z.object({ done: z.boolean() });
