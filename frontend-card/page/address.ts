/** Where somebody is on the page: `#/charts?entity=sensor.fridge`. A fragment works below any prefix, which behind ingress changes. */
export type Address = { readonly place: string; readonly asked: URLSearchParams };

const FIRST = "today";

export function addressIn(fragment: string): Address {
  const [path = "", query = ""] = fragment.replace(/^#\/?/, "").split("?");
  return { place: path || FIRST, asked: new URLSearchParams(query) };
}

type Asked = Record<string, string | readonly string[] | undefined>;

/** The link to a place; what is undefined is left out. */
export function linkTo(place: string, asked: Asked = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(asked))
    for (const one of typeof value === "string" ? [value] : (value ?? [])) query.append(name, one);
  return `#/${place}${query.size > 0 ? `?${query}` : ""}`;
}

/** The code of an invitation, `#invite=…`: behind the #, so that no server on the way hears of it. */
export const invitationIn = (fragment: string): string | undefined => /^#invite=([\w-]+)$/.exec(fragment)?.[1];
