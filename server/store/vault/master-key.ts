import { randomBytes } from "node:crypto";
import path from "node:path";
import { keptSecret } from "#server/kept-secret.ts";
import type { Options } from "#server/options.ts";
import { Refusal } from "#server/refusal.ts";

const BYTES = 32;

/**
 * The key that everything sealed hangs on: HOMEOPS_SECRET_KEY, else a file made at the first start. It never lies in the database.
 * @throws Refusal `bad_secret_key`, `secret_exposed`
 */
export function masterKey({ secretKey, dataFolder }: Pick<Options, "secretKey" | "dataFolder">): Buffer {
  const file = path.join(dataFolder, "secret.key");
  const text = secretKey ?? keptSecret(file, () => randomBytes(BYTES).toString("base64"));
  const key = Buffer.from(text.reveal(), "base64");
  if (key.length === BYTES) return key;
  throw new Refusal(
    "bad_secret_key",
    secretKey
      ? "HOMEOPS_SECRET_KEY must be 32 bytes in base64; make one with: openssl rand -base64 32"
      : `${file} is damaged: it must hold 32 bytes in base64. Put it back from a backup; without it the sealed tokens cannot be read`,
  );
}
