import { glob } from "node:fs/promises";
import { aptInstall } from "./debian.ts";
import { step } from "./step.ts";

const LIBRARY = "/usr/lib/*/faketime/libfaketimeMT.so.1";

/** The library that sets the clock of one program; installed where it is missing. */
export async function provideFaketime(): Promise<string> {
  const [there] = await Array.fromAsync(glob(LIBRARY));
  if (there) return there;
  await step("installing faketime", () => aptInstall("faketime"));
  const [library] = await Array.fromAsync(glob(LIBRARY));
  if (library) return library;
  throw new Error(`The package faketime has no ${LIBRARY}`);
}
