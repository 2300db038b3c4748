import { randomBytes } from "node:crypto";
import path from "node:path";
import { keepWhole, keptSecret } from "#server/kept-secret.ts";
import type { Options } from "#server/options.ts";
import { Refusal } from "#server/refusal.ts";

const BYTES = 32;

export type KeyOptions = Pick<Options, "secretKey" | "dataFolder"> & Partial<Pick<Options, "formerSecretKeys">>;
/** The first seals; all of them open what was sealed with them. */
export type KeyRing = { readonly keys: readonly [Buffer, ...Buffer[]]; readonly isGiven: boolean };

/**
 * The keys that everything sealed hangs on: HOMEOPS_SECRET_KEY and those before it, else a file made at the first start with a key a
 * line, newest first. They never lie in the database.
 * @throws Refusal `bad_secret_key`, `secret_exposed`
 */
export function keyRing({ secretKey, formerSecretKeys = [], dataFolder }: KeyOptions): KeyRing {
  const given = secretKey && [secretKey, ...formerSecretKeys].map((key) => key.reveal());
  const [first, ...former] = (given ?? linesOf(fileIn(dataFolder))).map((text) => Buffer.from(text, "base64"));
  const keys = [first, ...former];
  if (first && keys.every((key) => key?.length === BYTES)) return { keys: [first, ...former], isGiven: Boolean(given) };
  throw new Refusal(
    "bad_secret_key",
    given
      ? "HOMEOPS_SECRET_KEY must be 32 bytes in base64; make one with: openssl rand -base64 32"
      : `${fileIn(dataFolder)} is damaged: it must hold 32 bytes in base64. Put it back from a backup; without it the sealed tokens cannot be read`,
  );
}

/** On the disk when it returns, with those before it: whatever is sealed can be opened at every moment. */
export function addKey({ dataFolder }: Pick<Options, "dataFolder">): void {
  const file = fileIn(dataFolder);
  keepWhole(file, [fresh(), ...linesOf(file)].join("\n"));
}

const fileIn = (dataFolder: string) => path.join(dataFolder, "secret.key");
const fresh = () => randomBytes(BYTES).toString("base64");
const linesOf = (file: string) => keptSecret(file, fresh).reveal().split(/\s+/);
