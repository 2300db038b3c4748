import { type BrowserContext, chromium } from "playwright-core";
import { CHROMIUM } from "../provision/chromium.ts";
import { temporaryDirectory } from "./temporary.ts";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Browser extends AsyncDisposable {
  context: BrowserContext;
}

/** A headless Chromium with a new, empty profile. */
export async function startChromium(viewport = { width: 1280, height: 900 }, flags: string[] = []): Promise<Browser> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await temporaryDirectory("chromium"));
  const context = await chromium.launchPersistentContext(path, {
    executablePath: CHROMIUM,
    args: [...FLAGS, ...flags],
    headless: true,
    viewport,
  });
  stack.defer(() => context.close());
  const owned = stack.move();
  return { context, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
