import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { HomeAssistant } from "../world/home-assistant.ts";

export interface Pushed {
  /** By performance.now(). */
  readonly at: number;
  readonly title?: string;
  readonly message: string;
  readonly data: Record<string, unknown>;
  readonly push_token: string;
}

/** A phone whose app is registered as the real one does it, and what its maker's push service is sent for it. */
export async function pairedPhone(home: HomeAssistant, device_name = "Anna's Phone") {
  await using making = new AsyncDisposableStack();
  const push = making.use(await pushService());
  const { webhook_id } = await home.client.rest<{ webhook_id: string }>("POST", "/api/mobile_app/registrations", {
    ...{ app_id: "app", app_name: "App", app_version: "1", device_id: device_name, device_name },
    ...{ manufacturer: "Fairphone", model: "6", os_name: "Android", os_version: "16", supports_encryption: false },
    app_data: { push_token: "token", push_url: push.url },
  });
  const made = making.move();
  return {
    pushed: push.pushed,
    /** As the app tells what somebody did with a notification. */
    fire: (event_type: string, event_data: object) =>
      fetch(`${home.url}/api/webhook/${webhook_id}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ type: "fire_event", data: { event_type, event_data } }),
      }),
    [Symbol.asyncDispose]: () => made.disposeAsync(),
  };
}

/** The push service of a phone's maker: it takes what Home Assistant sends there. */
async function pushService() {
  const pushed: Pushed[] = [];
  const server = createServer(async (request, response) => {
    const at = performance.now();
    pushed.push({ ...((await json(request)) as Omit<Pushed, "at">), at });
    response.writeHead(201, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`;
  return { url, pushed, [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())) };
}
