import { z } from "zod";
import type { Link } from "#server/intake/connect/link.ts";
import { Refusal } from "#server/refusal.ts";

/** Source: homeassistant/data_entry_flow.py, FlowResult; the context of a reauth has the entry that it is for. */
const Flow = z.object({ context: z.object({ source: z.literal("reauth"), entry_id: z.string() }) });

/** Ids of the config entries that ask a person to sign in again; none where the connection's person may not see that. */
export async function entriesToSignIn(link: Pick<Link, "call">): Promise<ReadonlySet<string>> {
  try {
    const told = await link.call({ type: "config_entries/flow/progress" }, z.array(z.unknown()));
    return new Set(told.flatMap((one) => Flow.safeParse(one).data?.context.entry_id ?? []));
  } catch (error) {
    if (error instanceof Refusal) return new Set();
    throw error;
  }
}
