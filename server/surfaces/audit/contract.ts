import { z } from "zod";
import { InstantText } from "#server/store/memory/contract.ts";

export const SearchAudit = z.strictObject({
  from: InstantText.optional(),
  to: InstantText.optional().meta({ description: "excluded" }),
  person: z.uuid().optional().meta({ description: "whose deeds; people/list names them" }),
  action: z.string().min(1).max(100).optional().meta({ description: "its beginning, as in `connections/`" }),
  success: z.boolean().optional(),
  is_security: z.boolean().optional().meta({ description: "logins, refusals, secrets, roles and tokens; or the rest" }),
  text: z.string().min(1).max(200).optional().meta({ description: "anywhere in it: an address, a reason, a program" }),
  limit: z.int().min(1).max(500).default(100),
  cursor: z.string().max(100).optional(),
});
export type SearchAudit = z.output<typeof SearchAudit>;

export const AuditShown = z
  .object({
    id: z.uuid(),
    number: z.int().nullable().meta({ description: "its place in the chain" }),
    at: z.string(),
    action: z.string(),
    success: z.boolean(),
    error: z.string().nullable().meta({ description: "what was answered instead" }),
    person: z.uuid().nullable(),
    name: z.string().nullable().meta({ description: "of the person; null: the server itself, a stranger, or gone" }),
    asker: z.string().nullable().meta({ description: "owner, person, speaker or nobody" }),
    home: z.int().nullable(),
    ip: z.string().nullable(),
    user_agent: z.string().nullable(),
    duration_ms: z.int().nullable(),
    times: z.int().meta({ description: "how often the same was refused in some seconds" }),
    details: z.record(z.string(), z.unknown()).nullable(),
    is_security: z.boolean().meta({ description: "kept for seven years" }),
    is_blanked: z.boolean().meta({ description: "its content went with the person" }),
  })
  .meta({ id: "AuditRecord" });
export type AuditShown = z.infer<typeof AuditShown>;

export const AuditPage = z
  .object({ items: z.array(AuditShown).meta({ description: "newest first" }), cursor: z.string().nullable() })
  .meta({ id: "AuditPage" });

const Seen = z
  .strictObject({
    number: z.int32().positive(),
    hash: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  })
  .meta({
    id: "AuditHead",
    description: "the end of the chain; kept elsewhere, it proves later that nothing was cut off",
  });

export const VerifyAudit = z.strictObject({
  seen: Seen.optional().meta({ description: "the `head` of an earlier answer, kept outside the database" }),
});

export const AuditVerdict = z
  .object({
    is_whole: z.boolean(),
    said: z.string().meta({ description: "the verdict in a sentence" }),
    records: z.int(),
    blanked: z.int().meta({ description: "records whose content went with their person" }),
    ended: z.int().meta({ description: "records that were old enough to go, whose hashes are still in the chain" }),
    head: Seen.nullable(),
    broken: z
      .object({
        what: z.enum(["altered", "missing", "inserted"]),
        number: z.int().nullable(),
        record: z.uuid().nullable(),
        at: z.string().nullable(),
      })
      .nullable()
      .meta({ description: "the first record that is not as it was written" }),
  })
  .meta({ id: "AuditVerdict" });
