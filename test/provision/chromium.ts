import { aptInstall, exists } from "./debian.ts";
import { step } from "./step.ts";

export const CHROMIUM = "/usr/bin/chromium";

export async function provisionChromium(): Promise<void> {
  if (!(await exists(CHROMIUM))) await step("installing Chromium", () => aptInstall("chromium"));
}
