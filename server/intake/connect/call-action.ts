import { z } from "zod";
import { Refusal } from "#server/refusal.ts";
import type { Link } from "./link.ts";

/** One action of Home Assistant, as `domain.name`. */
export interface Action {
  readonly action: `${string}.${string}`;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly target?: Readonly<Record<string, unknown>>;
  /** Where the action answers with more than that it ran. */
  readonly wantsResponse?: boolean;
}

/** `refused`: it did not run; `code` is Home Assistant's, where that said why. `unknown`: it was sent, and nobody told whether it ran; it must not be repeated blindly. */
export type Called =
  | { outcome: "done"; context: string | null; response: unknown }
  | { outcome: "refused"; why: string; code?: string }
  | { outcome: "unknown"; why: string };

/** Source: homeassistant/components/websocket_api/commands.py, handle_call_service */
const Answer = z.looseObject({
  context: z.looseObject({ id: z.string() }).nullish(),
  response: z.unknown().optional(),
});

/** Whether it runs is Home Assistant's to say; whether it may run is decided before this is called. */
export async function callAction(link: Link | undefined, it: Action, deadlineSeconds?: number): Promise<Called> {
  if (!link || link.over.aborted) return { outcome: "refused", why: "Home Assistant is not connected" };
  const [domain, service] = it.action.split(".");
  const message = {
    ...{ type: "call_service", domain, service, service_data: it.data ?? {} },
    ...(it.target && { target: it.target }),
    ...(it.wantsResponse && { return_response: true }),
  };
  try {
    const { context, response } = await link.call(message, Answer, deadlineSeconds ? { deadlineSeconds } : {});
    return { outcome: "done", context: context?.id ?? null, response };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (!error.code.startsWith("ha_")) return { outcome: "unknown", why: error.message };
    return { outcome: "refused", why: error.message, code: error.code };
  }
}
