import { askOverHttp } from "./http.ts";
import { LiveSocket, type LiveState } from "./live-socket.ts";
import { isRefused, UNAUTHORIZED, type Wire } from "./wire.ts";

export interface PageWire extends Wire {
  open(): void;
  close(): void;
}

/** HomeOps as the page reaches it: what is asked goes over HTTP, what is followed over the live socket. */
export function pageWire(tell: (state: LiveState) => void): PageWire {
  const url = new URL("api/live", document.baseURI);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new LiveSocket({ url: url.href, isSignedIn, tell });
  window.addEventListener("online", () => socket.hurry());
  document.addEventListener("visibilitychange", () => document.hidden || socket.hurry());
  return {
    ask: askOverHttp,
    follow: (feed, input, follower) => socket.follow(feed, input, follower),
    open: () => socket.open(),
    close: () => socket.close(),
  };
}

/** @throws Refused when HomeOps cannot be reached */
async function isSignedIn(): Promise<boolean> {
  try {
    await askOverHttp("connections/list", {});
    return true;
  } catch (error) {
    if (isRefused(error, UNAUTHORIZED)) return false;
    throw error;
  }
}
