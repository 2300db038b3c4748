import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { selfSigned } from "./self-signed.ts";

/** A certificate and its key as somebody would bring them. */
export async function pairFor(
  names: readonly string[],
  now = Date.now(),
): Promise<{ key: string; certificate: string }> {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = String(privateKey.export({ format: "pem", type: "pkcs8" }));
  return { key, certificate: await selfSigned({ key, names, now }) };
}

/** The same in files of a folder. */
export async function pairIn(folder: string, names: readonly string[] = ["nas.example"]) {
  const pair = await pairFor(names);
  const files = { certificate: path.join(folder, "fullchain.pem"), key: path.join(folder, "privkey.pem") };
  writeFileSync(files.certificate, pair.certificate);
  writeFileSync(files.key, pair.key);
  return { ...pair, files };
}
