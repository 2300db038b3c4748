import { isIP } from "node:net";
import { mayReach, type Reach } from "../../reach.ts";
import { Refusal } from "../../refusal.ts";

const LONGEST = 500;

export interface Address {
  /** `http://homeassistant.local:8123`; the token goes nowhere else. */
  readonly origin: string;
  /** The origin and the path under which Home Assistant lives, without a slash at the end. */
  readonly base: string;
  readonly websocketUrl: string;
  readonly reach: Reach;
}

export interface AddressRules {
  allowPrivate: boolean;
  /** Inside the app the Supervisor's own origin is Home Assistant's door; everywhere else it is a way around it. */
  supervisor?: string | undefined;
}

/** @throws Refusal `bad_address` */
export function parseAddress(text: string, rules: AddressRules, leadsOut = mayReach): Address {
  const url = urlOf(text.trim());
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const reach = reachOf(url, rules);
  if (reach === "supervisor" && !/^\/core\/*$/.test(url.pathname))
    throw badAddress("leads to the Supervisor, of which only /core is Home Assistant");
  if (isIP(host) && !leadsOut(host, reach)) throw forbiddenAddress(host);
  const base = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  return { origin: url.origin, base, websocketUrl: `${base.replace(/^http/, "ws")}/api/websocket`, reach };
}

export const forbiddenAddress = (host: string): Refusal =>
  new Refusal(
    "bad_address",
    `HomeOps does not connect to ${host}: it is reserved, or belongs to the inside of a cloud or of the Supervisor. ` +
      "Give the address at which you open Home Assistant in a browser.",
  );

function reachOf({ origin }: URL, { allowPrivate, supervisor }: AddressRules): Reach {
  if (origin === supervisor) return "supervisor";
  return allowPrivate ? "home" : "public";
}

/** The URL parser of browsers is lenient (`http:\\host`, tabs, `user@`); what it would mend, we refuse. */
function urlOf(text: string): URL {
  if (text.length > LONGEST) throw badAddress(`is longer than ${LONGEST} characters`);
  if (!/^https?:\/\/[^/]/i.test(text)) throw badAddress("does not start with http:// or https:// and a host");
  if (/[^\x21-\x7e]|\\/.test(text)) throw badAddress("contains a space, a backslash or a letter that no address has");
  if (text.includes("@")) throw badAddress("contains a name or password before an @");
  if (/[?#%]/.test(text)) throw badAddress("contains a ?, a # or a %");
  const url = URL.parse(text);
  if (!url?.hostname) throw badAddress("cannot be read as an address");
  if (!/^[\w./~-]*$/.test(url.pathname) || /\/\/|\/\.+(\/|$)/.test(text.slice("https://".length)))
    throw badAddress("has a path with signs that no path of Home Assistant has");
  return url;
}

const badAddress = (fault: string): Refusal =>
  new Refusal("bad_address", `The address ${fault}. Give it like http://homeassistant.local:8123`);

/** What a home is called that nobody has named; the Supervisor is no home. */
export function unnamed(url: string): string {
  const { hostname } = new URL(url);
  return hostname === "supervisor" ? "Home" : hostname;
}
