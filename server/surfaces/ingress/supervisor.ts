import { z } from "zod";
import type { Options } from "#server/options.ts";
import { Refusal } from "#server/refusal.ts";

const DEADLINE_MS = 10_000;

const Answer = z.object({ result: z.literal("ok"), data: z.unknown() });

type Door = NonNullable<Options["supervisor"]>;
type Asking = { method?: "GET" | "POST" | "DELETE"; path: `/${string}`; body?: object };

/**
 * Asks the Supervisor itself, by a fixed path; a redirection is not followed, because the token goes along.
 * @throws Refusal `supervisor_away`
 */
export async function askSupervisor<T extends z.ZodType>(
  { url, token }: Door,
  { method = "GET", path, body }: Asking,
  data: T,
): Promise<z.output<T>> {
  const answer = await fetch(`${url}${path}`, {
    method,
    redirect: "error",
    signal: AbortSignal.timeout(DEADLINE_MS),
    headers: { authorization: `Bearer ${token.reveal()}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  }).catch((cause) => {
    throw away("it does not answer", cause);
  });
  const said = Answer.safeParse(await answer.json().catch(() => undefined));
  const told = data.safeParse(said.data?.data);
  if (!answer.ok || !told.success) throw away(`it answered ${path} with HTTP ${answer.status}`);
  return told.data;
}

const away = (why: string, cause?: unknown) =>
  new Refusal("supervisor_away", `The Supervisor was not reached: ${why}`, { status: 502, cause });
