import { Refusal } from "../../refusal.ts";

const DOWN = new Set(["ECONNREFUSED", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN"]);
const NAMELESS = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_NONAME", "EAI_NODATA"]);

/** Why no session came about, as a sentence for the owner; the code decides how soon we try again. */
export function whyUnreached(error: Error & { code?: string }): Refusal {
  if (error instanceof Refusal) return error;
  const { code = "" } = error;
  if (DOWN.has(code)) return unreachable(`Nothing answers at the address (${code}). Is Home Assistant running?`, error);
  if (NAMELESS.has(code)) return unreachable(`The host name is not known in this network (${code}).`, error);
  if (/CERT|SIGNATURE|ISSUER|ALTNAME/.test(code))
    return strange(
      `The certificate of the address is not valid for it (${code}). Renew it, or use http:// at home.`,
      error,
    );
  if (/^(EPROTO|ERR_SSL)/.test(code)) return strange("The port does not speak https. Try http://.", error);
  if (error.message === "Opening handshake has timed out")
    return unreachable("The address did not answer within 10 seconds.", error);
  return strange(`The address answers, but not like Home Assistant (${code || error.message}).`, error);
}

export function whyHttp(status: number): Refusal {
  if (status === 403)
    return new Refusal(
      "banned",
      "Home Assistant has banned the address of HomeOps (HTTP 403). Remove it from ip_bans.yaml and restart Home Assistant.",
      { status: 502 },
    );
  if (status >= 300 && status < 400)
    return strange(
      "The address redirects elsewhere, and the token is sent to no other place. Enter the address it leads to.",
    );
  if (status === 404) return strange("There is no Home Assistant at this path of the address (HTTP 404).");
  if (status >= 500) return strange(`The way to Home Assistant is open, but it is not up yet (HTTP ${status}).`);
  return strange(`The address answers, but not like Home Assistant (HTTP ${status}).`);
}

export const unreachable = (sentence: string, cause?: Error): Refusal =>
  new Refusal("unreachable", sentence, { status: 502, cause });

export const strange = (sentence: string, cause?: Error): Refusal =>
  new Refusal("not_home_assistant", sentence, { status: 502, cause });

/** Nobody can enter a token that the Supervisor gives. */
export const ownTokenRefused = (): Refusal =>
  new Refusal(
    "token_refused",
    "Home Assistant refuses the token that the Supervisor gave to this app. Restart HomeOps in its app settings; it then gets a new one.",
    { status: 502 },
  );

export const tokenRefused = (words: string): Refusal =>
  new Refusal(
    "token_refused",
    `Home Assistant refuses the token (${words}). Make a new long-lived access token in your profile there, under Security, and enter it here.`,
    { status: 400 },
  );
