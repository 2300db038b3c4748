import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import path from "node:path";
import { keptSecret } from "#server/kept-secret.ts";
import type { Options } from "#server/options.ts";

/** Tells whether a text is the API token: HOMEOPS_API_TOKEN, else one made at the first start and kept in `api.token`. */
export function apiToken({
  apiToken,
  dataFolder,
}: Pick<Options, "apiToken" | "dataFolder">): (text: string) => boolean {
  const token =
    apiToken ??
    keptSecret(path.join(dataFolder, "api.token"), () => `homeops_${randomBytes(32).toString("base64url")}`);
  const expected = hashOf(token.reveal());
  return (text) => timingSafeEqual(hashOf(text), expected);
}

const hashOf = (text: string) => createHash("sha256").update(text).digest();
