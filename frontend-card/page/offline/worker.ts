/** Both are put in by the build. */
declare const KEPT: readonly { name: string; integrity: string }[];
declare const VERSION: string;

/** The part of a service worker's own scope that is used here; the types of TypeScript for it contradict those of a page. */
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener<Kind extends keyof Events>(kind: Kind, hear: (event: Events[Kind]) => void): void;
}
type Lasting = { waitUntil(work: Promise<unknown>): void };
type Events = {
  install: Lasting;
  activate: Lasting;
  message: { readonly data: unknown };
  fetch: { readonly request: Request; respondWith(answer: Promise<Response>): void };
};

const worker = self as unknown as Scope;
const PREFIX = "homeops-";
const CACHE = `${PREFIX}${VERSION}`;
const names = new Set(KEPT.map(({ name }) => name));

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", ({ data }) => data === "take over" && void worker.skipWaiting());
worker.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name !== undefined) event.respondWith(answered(name, event.request));
});

const addressOf = (name: string): string => new URL(name, worker.registration.scope).href;

/** All files or none: where the server has other ones already, this worker is not installed and the next one is. */
async function keep(): Promise<void> {
  const files = KEPT.map(({ name, integrity }) => new Request(addressOf(name), { integrity, cache: "no-cache" }));
  const cache = await caches.open(CACHE);
  await cache.addAll(files).catch(async (error) => {
    await caches.delete(CACHE);
    throw error;
  });
}

async function takeOver(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** Nothing but the page's own files: what the server knows, and a ticket in an address, never come near a cache. */
function nameOf({ method, url }: Request): string | undefined {
  const { origin, pathname, search } = new URL(url);
  const scope = worker.registration.scope;
  const address = `${origin}${pathname}`;
  if (method !== "GET" || search !== "" || !address.startsWith(scope)) return undefined;
  const name = address.slice(scope.length) || "index.html";
  return names.has(name) ? name : undefined;
}

async function answered(name: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(addressOf(name), { ignoreVary: true })) ?? fetch(request);
}
