import { once } from "node:events";
import { WebSocket } from "ws";

type Fields = Record<string, unknown>;
type Reply = { id: number; success: boolean; result?: unknown; error?: { code: string; message: string } };

export interface HomeAssistantClient extends AsyncDisposable {
  /** Sends one websocket command and returns its result. */
  call<T = unknown>(command: { type: string } & Fields): Promise<T>;
  callService(domain: string, service: string, data?: Fields, target?: Fields): Promise<void>;
  /** Writes a state past the integrations, as a device never could. */
  setState(entityId: string, state: string, attributes?: Fields): Promise<void>;
  state(entityId: string): Promise<{ state: string; attributes: Fields; last_updated: string; context: Fields }>;
  fireEvent(type: string, data?: Fields): Promise<void>;
  rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
}

/** What a test does to Home Assistant, with a token's rights. Connects at first use, and again after a restart. */
export function homeAssistantClient({ url, token }: { url: string; token: string }): HomeAssistantClient {
  let open: Promise<Session> | undefined;

  const session = async () => {
    open ??= connect(url, token, () => {
      open = undefined;
    });
    return open;
  };

  async function call<T>(command: { type: string } & Fields): Promise<T> {
    return (await (await session()).ask(command)) as T;
  }

  async function rest<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  return {
    call,
    rest,
    async callService(domain, service, service_data = {}, target = {}) {
      await call({ type: "call_service", domain, service, service_data, target });
    },
    async setState(entityId, state, attributes = {}) {
      await rest("POST", `/api/states/${entityId}`, { state, attributes });
    },
    state: (entityId) => rest("GET", `/api/states/${entityId}`),
    async fireEvent(type, data = {}) {
      await rest("POST", `/api/events/${type}`, data);
    },
    async [Symbol.asyncDispose]() {
      (await open?.catch(() => undefined))?.close();
    },
  };
}

interface Session {
  ask(command: Fields): Promise<unknown>;
  close(): void;
}

async function connect(url: string, token: string, onClose: () => void): Promise<Session> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/websocket`);
  /** By command id. */
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  socket.on("error", () => undefined);
  socket.once("close", () => {
    onClose();
    for (const { reject } of waiting.values()) reject(new Error("Home Assistant closed the connection."));
    waiting.clear();
  });
  await once(socket, "message"); // auth_required
  socket.send(JSON.stringify({ type: "auth", access_token: token }));
  const [greeting] = await once(socket, "message");
  if (JSON.parse(String(greeting)).type !== "auth_ok") throw new Error(`Home Assistant refused the token: ${greeting}`);

  socket.on("message", (text) => {
    const { id, success, result, error } = JSON.parse(String(text)) as Reply;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (success) asked?.resolve(result);
    else asked?.reject(new Error(`${error?.code}: ${error?.message}`));
  });
  return {
    ask(command) {
      lastId += 1;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(lastId, answer);
      socket.send(JSON.stringify({ id: lastId, ...command }));
      return answer.promise;
    },
    close: () => socket.close(),
  };
}
