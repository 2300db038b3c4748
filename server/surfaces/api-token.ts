import { randomBytes, timingSafeEqual } from "node:crypto";
import path from "node:path";
import { keptSecret } from "#server/kept-secret.ts";
import type { Options } from "#server/options.ts";
import type { Secret } from "#server/secret.ts";
import { secretHash } from "#server/secret-hash.ts";

type Given = Pick<Options, "apiToken" | "dataFolder" | "supervisor">;

/** Tells whether a text is the API token: HOMEOPS_API_TOKEN, else one made at the first start and kept in `api.token`. */
export const apiToken = ({ apiToken, dataFolder }: Given): ((text: string) => boolean) =>
  sameAs(apiToken ?? kept(dataFolder, "api.token"));

/** The integration's own, which the Supervisor brings to it: not the owner's, and of use for people whom it names only. */
export const integrationToken = ({ dataFolder }: Given): Secret => kept(dataFolder, "integration.token");

export const isIntegrationToken = (options: Given): ((text: string) => boolean) =>
  options.supervisor ? sameAs(integrationToken(options)) : () => false;

const kept = (dataFolder: string, name: string): Secret =>
  keptSecret(path.join(dataFolder, name), () => `homeops_${randomBytes(32).toString("base64url")}`);

function sameAs(token: Secret): (text: string) => boolean {
  const expected = secretHash(token.reveal());
  return (text) => timingSafeEqual(secretHash(text), expected);
}
