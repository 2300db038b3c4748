import type { Commands } from "./commands.ts";
import { OFFLINE, Refused } from "./wire.ts";

/** `POST api/<room>/<verb>`, relative to the page, which lies under a prefix behind ingress. */
export async function askOverHttp<Name extends keyof Commands>(
  name: Name,
  input: Commands[Name]["input"],
  stop?: AbortSignal,
): Promise<Commands[Name]["output"]> {
  const answer = await send("POST", `api/${name}`, input, stop);
  return answer.json();
}

/** @throws Refused with the server's sentence when the API token is not the right one */
export async function signIn(token: string): Promise<void> {
  await send("POST", "api/session", { token });
}

/** @throws Refused where the link was used, taken back, or has ended */
export async function acceptInvitation(code: string): Promise<void> {
  await send("POST", "api/people/accept", { code });
}

export async function signOut(): Promise<void> {
  await send("DELETE", "api/session");
}

/** `PUT` of a piece of a file. */
export async function sendPiece<Answer>(path: string, piece: Blob, stop?: AbortSignal): Promise<Answer> {
  const answer = await fetch(path, {
    method: "PUT",
    body: piece,
    headers: { "content-type": "application/octet-stream" },
    ...(stop && { signal: stop }),
  }).catch((error: Error) => {
    throw error.name === "AbortError" ? error : new Refused(OFFLINE, "");
  });
  if (!answer.ok) throw await refusedBy(answer);
  return answer.json();
}

async function send(method: string, path: string, body?: object, stop?: AbortSignal): Promise<Response> {
  const answer = await fetch(path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    ...(stop && { signal: stop }),
  }).catch((error: Error) => {
    throw error.name === "AbortError" ? error : new Refused(OFFLINE, "");
  });
  if (!answer.ok) throw await refusedBy(answer);
  return answer;
}

/** A proxy on the way answers in its own words, or none. */
async function refusedBy(answer: Response): Promise<Refused> {
  const said: { error?: { code?: string; message?: string } } | null = await answer.json().catch(() => null);
  const { code, message } = said?.error ?? {};
  return code && message ? new Refused(code, message) : new Refused(OFFLINE, "");
}
