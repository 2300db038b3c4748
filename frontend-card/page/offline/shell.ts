import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { forgetLastAnswer } from "./last-answer.ts";

const PREFIX = "homeops-";

type Server = Pick<SystemStatus, "version" | "started_at">;

/** The page's own files, kept so that it opens without the server; one version of all of them at a time. */
export interface Shell {
  /** Asks whether the server has a newer one, where it is another than before. */
  look(server: Server): void;
  /** Loads the page anew, from the newer version where there is one. */
  renew(): void;
}

/** Behind ingress, in plain from elsewhere, and by a certificate that the browser does not trust, nothing is kept. */
export async function keepShell(tellNewer: () => void): Promise<Shell> {
  const registration = await registered();
  const isOther = comparison();
  if (!registration) return { look: ({ version }) => isOther(version) && tellNewer(), renew: () => location.reload() };
  const workers = navigator.serviceWorker;
  let isWanted = false;
  let before = workers.controller;
  const tell = () => registration.waiting && workers.controller && tellNewer();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
  workers.addEventListener("controllerchange", () => {
    if (isWanted) location.reload();
    else if (before) tellNewer(); // another tab took it over: what this one has not loaded yet is gone
    before = workers.controller;
  });
  tell();
  return {
    look({ started_at }) {
      if (isOther(started_at)) registration.update().catch(() => {}); // not reached: the browser asks by itself, later
    },
    renew() {
      isWanted = true;
      if (registration.waiting) registration.waiting.postMessage("take over");
      else location.reload();
    },
  };
}

/** Whether a text is another one than at the last time. */
function comparison(): (text: string) => boolean {
  let before: string | undefined;
  return (text) => {
    const isOther = before !== undefined && before !== text;
    before = text;
    return isOther;
  };
}

async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  if (!document.querySelector('link[rel="manifest"]') || !("serviceWorker" in navigator)) return undefined;
  return navigator.serviceWorker.register("worker.js", { updateViaCache: "none" }).catch(() => undefined);
}

/** Who signs out leaves nothing in the browser but how bright it was. */
export async function forgetShell(): Promise<void> {
  forgetLastAnswer();
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  await Promise.all(names.map((name) => caches.delete(name)));
}
