import { setTimeout as pause } from "node:timers/promises";
import { startHomeAssistant } from "../world/home-assistant.ts";
import { homeAssistantClient } from "../world/home-assistant-client.ts";
import { addUser } from "../world/people.ts";
import { HOUSE } from "./explain-house.ts";
import { addSensors } from "./explain-sensors.ts";
import type { Stage, Staged } from "./staged.ts";

/** A real Home Assistant with the staged house, its owner and Ben. */
export async function openStage(): Promise<Stage & AsyncDisposable> {
  await using opening = new AsyncDisposableStack();
  const home = opening.use(await startHomeAssistant({ yaml: HOUSE }));
  const { token } = await addUser(home, "Ben");
  const ben = opening.use(homeAssistantClient({ url: home.url, token }));
  const sensors = await addSensors(home);
  const open = opening.move();
  return { home, owner: home.client, ben, sensors, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** What a staged cause led to: the change that is to be explained. */
export interface Happened {
  staged: Staged;
  at: string;
}

const QUIET_MS = 600;
const PATIENCE_MS = 30_000;

export async function perform(staged: Staged, stage: Stage): Promise<Happened> {
  await staged.prepare?.(stage);
  await settled(staged, stage);
  const before = await read(staged, stage);
  await staged.act(stage);
  for (const from = Date.now(); Date.now() - from < PATIENCE_MS; await pause(100)) {
    const { last_changed } = await read(staged, stage);
    if (last_changed !== before.last_changed) break;
  }
  const { last_changed } = await settled(staged, stage);
  if (last_changed === before.last_changed) throw new Error(`${staged.name}: ${staged.entity} did not change`);
  return { staged, at: last_changed };
}

export const read = async ({ entity }: Pick<Staged, "entity">, { owner }: Stage) =>
  (await owner.state(entity)) as Awaited<ReturnType<typeof owner.state>> & { last_changed: string };

async function settled(staged: Staged, stage: Stage) {
  for (;;) {
    const { last_updated } = await read(staged, stage);
    await pause(staged.quietMs ?? QUIET_MS);
    const later = await read(staged, stage);
    if (later.last_updated === last_updated) return later;
  }
}
