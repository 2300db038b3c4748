import { idsIn } from "../explain/call.ts";
import { filled } from "./filled.ts";
import type { Happening, Named, Saying } from "./happening.ts";
import { textIn } from "./happening.ts";
import { nameFromId, plain, readable } from "./plain.ts";
import type { Words } from "./words/en.ts";

const NAMED_AT_MOST = 3;

/** A called action, by whom, and on what: "Light turned on by Anna: Hall lamp". */
export function actionSaying({ attributes, person, entity_id }: Happening, thing: Named, words: Words): Saying {
  const domain = textIn(attributes, "domain") ?? "";
  const service = textIn(attributes, "service") ?? "";
  const state = actionText(domain, service, words);
  const name = targets(attributes, entity_id, thing, words);
  const title = plain(person ?? "");
  if (title) return { verb: name ? "action_by" : "action_alone_by", parts: { state, title, name } };
  return { verb: name ? "action" : "action_alone", parts: { state, name } };
}

function actionText(domain: string, service: string, { actions, domains }: Words): string {
  const isKnown = Object.hasOwn(actions, service) && service !== "other";
  const template = isKnown ? actions[service as keyof typeof actions] : actions.other;
  if (!isKnown || !domain) return filled(actions.other, { what: plain(`${domain}.${service}`) });
  const what = Object.hasOwn(domains, domain) ? domains[domain as keyof typeof domains] : readable(domain);
  return filled(template, { what });
}

function targets(
  data: Happening["attributes"],
  entityId: string | null,
  { name, called }: Named,
  words: Words,
): string {
  const target = data?.service_data;
  const ids = typeof target === "object" && target !== null ? idsIn({ ...target }) : [];
  const all = ids.length > 0 ? ids : entityId ? [entityId] : [];
  const names = all.map((id) => plain((id === entityId ? name : called?.(id)) ?? "") || nameFromId(id));
  const list = names.slice(0, NAMED_AT_MOST).join(", ");
  const more = names.length - NAMED_AT_MOST;
  return more > 0 ? filled(words.andMore, { list, count: String(more) }) : list;
}
