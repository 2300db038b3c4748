import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { isIP } from "node:net";
import { json } from "node:stream/consumers";
import type { z } from "zod";
import { mayReach } from "../../reach.ts";
import { Refusal } from "../../refusal.ts";
import type { Secret } from "../../secret.ts";
import { type Address, forbiddenAddress } from "./address.ts";
import { lookupIn, realNetwork } from "./dial.ts";

const DEADLINE_MS = 15_000;
const LARGEST = 8 * 2 ** 20;

/**
 * What Home Assistant tells by HTTP only, with the same guards as the websocket; a redirect is not followed, because the token goes along.
 * @throws Refusal `ha_not_found`, `ha_unauthorized`, `unreachable`, `unknown_answer`
 */
export async function readRest<T>(address: Address, token: Secret, path: string, answer: z.ZodType<T>): Promise<T> {
  const url = new URL(`${address.base}${path}`);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !mayReach(host, address.reach)) throw forbiddenAddress(host);
  const { status, body } = await asked(url, address, token);
  if (status === 404) throw new Refusal("ha_not_found", `Home Assistant knows no ${path}`, { status: 502 });
  if (status === 401 || status === 403)
    throw new Refusal("ha_unauthorized", `Home Assistant refused ${path}`, { status: 502 });
  const { success, data } = answer.safeParse(body);
  if (success && status === 200) return data;
  throw new Refusal("unknown_answer", `Home Assistant answered ${path} in a form unknown to HomeOps`, { status: 502 });
}

function asked(url: URL, address: Address, token: Secret): Promise<{ status: number; body: unknown }> {
  const send = url.protocol === "https:" ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const failed = (cause: unknown) =>
      reject(new Refusal("unreachable", "Home Assistant did not answer by HTTP.", { status: 502, cause }));
    const request = send(url, {
      headers: { authorization: `Bearer ${token.reveal()}`, "user-agent": "HomeOps", accept: "application/json" },
      lookup: lookupIn(realNetwork, (ip) => mayReach(ip, address.reach)),
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    request.on("error", failed);
    request.on("response", (response) => {
      let bytes = 0;
      response.on("data", ({ length }: Buffer) => {
        bytes += length;
        if (bytes > LARGEST) response.destroy(new Error("too large"));
      });
      json(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, body }),
        (error) =>
          response.statusCode === 200 ? failed(error) : resolve({ status: response.statusCode ?? 0, body: null }),
      );
    });
    request.end();
  });
}
