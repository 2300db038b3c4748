import WebSocket from "ws";
import { readScenario, type Scenario } from "./scenario.ts";
import { type DemoHome, type DemoHomeOptions, startDemoHome } from "./server.ts";

type Message = Record<string, unknown> & { id: number; type: string };

/** An event as it is told on the wire. */
export interface ToldEvent {
  event_type: string;
  data: { entity_id?: string; new_state?: { state: string } | null; old_state?: unknown };
  context: { id: string; parent_id: string | null; user_id: string | null };
}

/** A small house of its own for a test; what is given replaces what is there. */
export const smallHouse = (parts: Record<string, unknown> = {}): Scenario =>
  readScenario(
    JSON.stringify({
      name: "Small house",
      timezone: "Europe/Amsterdam",
      people: [
        { id: "u-anna", name: "Anna", admin: true, entity_id: "person.anna" },
        { id: "u-ben", name: "Ben", entity_id: null },
      ],
      integrations: [{ id: "ce-zha", domain: "zha", title: "Zigbee", state: "loaded" }],
      areas: [{ id: "hall", name: "Hall", floor: null }],
      devices: [{ id: "d-lamp", name: "Lamp", area: "hall", integration: "ce-zha" }],
      entities: [
        { entity_id: "light.lamp", name: "Lamp", device: "d-lamp", state: "off" },
        { entity_id: "binary_sensor.motion", name: "Motion", state: "off", attributes: { device_class: "motion" } },
        {
          entity_id: "sensor.fridge",
          name: "Fridge",
          state: "4",
          attributes: { unit_of_measurement: "°C", device_class: "temperature", state_class: "measurement" },
        },
      ],
      automations: [{ entity_id: "automation.night", id: "17", name: "Night", config: {} }],
      timeline: [],
      ...parts,
    }),
  );

export const startSmallHouse = (parts: Record<string, unknown> = {}, options: Partial<DemoHomeOptions> = {}) =>
  startDemoHome({ scenario: smallHouse(parts), bootSeconds: 0.05, ...options });

/** A client as plain as can be, so that a test sees what is on the wire. */
export class TestClient implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly heard: Message[] = [];
  readonly closed: Promise<unknown>;
  #lastId = 0;
  #wake = () => {};

  constructor(demo: DemoHome) {
    this.socket = new WebSocket(`${demo.url.replace("http", "ws")}/api/websocket`);
    this.socket.on("message", (frame) => {
      const said: Message | Message[] = JSON.parse(String(frame));
      this.heard.push(...(Array.isArray(said) ? said : [said]));
      this.#wake();
    });
    this.socket.on("error", () => {});
    this.closed = new Promise((resolve) => this.socket.once("close", resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** The first message that fits, heard already or to come. */
  async hear(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.heard.find(fits);
      if (found) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** The whole answer, be it a result or an error. */
  ask(type: string, input: Record<string, unknown> = {}): Promise<Message> {
    const id = ++this.#lastId;
    this.send({ id, type, ...input });
    return this.hear((message) => message.id === id && message.type !== "event");
  }

  async result<T>(type: string, input: Record<string, unknown> = {}): Promise<T> {
    const answer = await this.ask(type, input);
    if (answer.success !== true) throw new Error(`${type} failed: ${JSON.stringify(answer.error)}`);
    return answer.result as T;
  }

  /** What a subscription has told so far. */
  events<T>(id: number): T[] {
    return this.heard.filter((message) => message.type === "event" && message.id === id).map(({ event }) => event as T);
  }

  get lastId(): number {
    return this.#lastId;
  }
}

/** A client that has shown its token. */
export async function enter(demo: DemoHome, token = demo.token): Promise<TestClient> {
  const client = new TestClient(demo);
  await client.hear(({ type }) => type === "auth_required");
  client.send({ type: "auth", access_token: token });
  await client.hear(({ type }) => type === "auth_ok");
  return client;
}
