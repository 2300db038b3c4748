import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { z } from "zod";
import { startHomeAssistant } from "../../world/home-assistant.ts";
import { signIn } from "../../world/sign-in.ts";
import { scrolled } from "./scrolled.ts";

/** While it loads it shows empty rows outside its virtualizer. */
const ROW = "ha-data-table lit-virtualizer .mdc-data-table__row";
const PATIENCE = { timeout: 180_000 };
const REGISTRY = ".storage/core.device_registry";
const Registry = z.looseObject({
  data: z.looseObject({ devices: z.array(z.looseObject({ id: z.string(), name: z.string().nullable() })) }),
});

/** A real Home Assistant with so many devices more, copies of one of its own without entities; its page of devices in this browser. */
export async function homeAssistantOfMany(context: BrowserContext, devices: number) {
  await using stack = new AsyncDisposableStack();
  const ha = stack.use(await startHomeAssistant());
  await ha.stop();
  const file = join(ha.configDirectory, REGISTRY);
  const registry = Registry.parse(JSON.parse(await readFile(file, "utf8")));
  const [first] = registry.data.devices;
  if (!first) throw new Error("This Home Assistant has no device to copy");
  for (let n = registry.data.devices.length; n < devices; n++) {
    const id = n.toString(16).padStart(8, "0").repeat(4);
    const own = { id, name: `Room ${n % 30} sensor ${n}`, identifiers: [["bench", id]], entry_type: null };
    registry.data.devices.push({ ...first, ...own, manufacturer: "Aqara", model: `Model ${n % 90}` });
  }
  await writeFile(file, JSON.stringify(registry));
  await ha.start();
  await signIn(context, ha);
  const owned = stack.move();
  return { url: ha.url, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** From the settings to the first rows of its devices, and how its frames go while the table runs by: `ha-data-table`, as the frontend has it. */
export async function frontendTable(page: Page, url: string): Promise<Record<string, number>> {
  await page.goto(`${url}/config/dashboard`);
  await page.reload();
  await page.locator("ha-config-dashboard").waitFor(PATIENCE);
  const began = performance.now();
  await page.evaluate(() => {
    history.pushState(null, "", "/config/devices/dashboard");
    window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace: false } }));
  });
  await page.locator(ROW).first().waitFor(PATIENCE);
  const first = performance.now() - began;
  const { p95, slow } = await page.evaluate(scrolled, ["ha-data-table", ".scroller"]);
  return { ha_first_ms: first, ha_frame_p95_ms: p95, ha_slow_frames: slow };
}
