import { Lru } from "#server/lru.ts";
import { redact } from "#server/redact.ts";
import { onlyEntity, shownState } from "../observe/observe.ts";
import { storableJson, storableText } from "../observe/storable.ts";
import { recordedAttributes } from "../observe/unrecorded.ts";

const REMEMBERED = 20_000; // sets of attributes, some 10 MB

type Body = Record<string, unknown>;
export type Prepared = { text: string; isPassword: boolean } | { problem: string };

/**
 * Attributes as they are stored, made once for each set: a recorder says the same ones a hundred times. What is hidden depends on the domain,
 * so a set that two domains share is made for each.
 */
export function preparedAttributes() {
  const ready = new Lru<string, Prepared>(REMEMBERED); // by domain and attributes id

  return {
    known: (domain: string, id: number): Prepared | undefined => ready.get(`${domain} ${id}`),
    prepare(domain: string, id: number, json: string | null): Prepared {
      const made = make(domain, json);
      ready.set(`${domain} ${id}`, made);
      return made;
    },
  };
}

function make(domain: string, json: string | null): Prepared {
  try {
    const body = bodyIn(json);
    const text = storableJson(redact(recordedAttributes(`${domain}.`, body), `${domain}.`));
    return { text, isPassword: body.mode === "password" };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The state as it is shown; null where the entity was removed. */
export function preparedState(state: string | null, isPassword: boolean): string | null {
  if (state === null || state === "") return null;
  return storableText(shownState(state, isPassword ? { mode: "password" } : {}));
}

export function preparedData(json: string | null): { text: string; entityId: string | null } {
  const body = bodyIn(json);
  return { text: storableJson(redact(body)), entityId: onlyEntity(body) };
}

function bodyIn(json: string | null): Body {
  const body: unknown = JSON.parse(json ?? "{}");
  if (typeof body !== "object" || body === null || Array.isArray(body)) throw new Error("It is no JSON object");
  return body as Body;
}
