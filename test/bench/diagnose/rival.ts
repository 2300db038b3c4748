import { setTimeout as pause } from "node:timers/promises";
import { startHomeAssistant } from "../../world/home-assistant.ts";
import { familySeconds } from "./cpu-seconds.ts";

const RENDERS = 20;
const AT_ONCE = 20;
const IDLE_SECONDS = 10;

/** What people write who look after their devices by a template: what is away, which battery is low, what has not reported for a day. */
const TEMPLATE = `
{{ states | selectattr('state', 'in', ['unavailable', 'unknown']) | map(attribute='entity_id') | list | count }}
{{ states.sensor | selectattr('attributes.device_class', 'defined') | selectattr('attributes.device_class', 'eq', 'battery')
  | selectattr('state', 'is_number') | map(attribute='state') | map('float') | select('lt', 15) | list | count }}
{{ states | selectattr('last_reported', 'lt', now() - timedelta(hours=24)) | map(attribute='entity_id') | list | count }}`;

export interface RivalState {
  readonly entityId: string;
  readonly state: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Processor seconds of a real Home Assistant for one look by such a template at these states, and the answer, so that it is known to have looked. */
export async function templateSeconds(states: readonly RivalState[]): Promise<{ seconds: number; answer: string }> {
  await using ha = await startHomeAssistant();
  const post = (path: string, body: object) =>
    fetch(`${ha.url}/api/${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${ha.token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  for (let from = 0; from < states.length; from += AT_ONCE)
    await Promise.all(
      states
        .slice(from, from + AT_ONCE)
        .map(({ entityId, ...rest }) => post(`states/${entityId}`, rest).then((it) => it.arrayBuffer())),
    );
  await pause(IDLE_SECONDS * 1000); // what the new states set off is over
  const idle = await spent(ha.pid, () => pause(IDLE_SECONDS * 1000));
  let answer = "";
  const began = performance.now();
  const used = await spent(ha.pid, async () => {
    for (let n = 0; n < RENDERS; n++) answer = await (await post("template", { template: TEMPLATE })).text();
  });
  const beside = (idle / IDLE_SECONDS) * ((performance.now() - began) / 1000);
  return { seconds: Math.max(0, used - beside) / RENDERS, answer: answer.replace(/\s+/g, " ").trim() };
}

async function spent(pid: number | undefined, work: () => Promise<unknown>): Promise<number> {
  const before = familySeconds(pid);
  await work();
  return familySeconds(pid) - before;
}
