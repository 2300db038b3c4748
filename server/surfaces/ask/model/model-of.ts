import { intakes } from "#server/intake/connected-homes.ts";
import { perDatabase } from "#server/per-database.ts";
import type { World } from "#server/world.ts";
import { aiTaskModel } from "./ai-task-model.ts";
import { chatModel } from "./chat-model.ts";
import type { LanguageModel } from "./language-model.ts";

/** By home: each has a Home Assistant of its own. */
const modelsOf = perDatabase(() => new Map<number, LanguageModel>());

/** The language model of a home, where the owner wants one. */
export function modelOf(world: World, home: number): LanguageModel | undefined {
  const { kind } = world.options.languageModel;
  if (kind === "off") return undefined;
  const models = modelsOf(world);
  const model = models.get(home) ?? made(world, home);
  if (model) models.set(home, model);
  return model;
}

function made(world: World, home: number): LanguageModel | undefined {
  const { kind, provider, entity } = world.options.languageModel;
  if (kind === "openai") return provider && chatModel(provider, world.clock);
  const linkNow = () => intakes.get(world)?.of(home)?.link;
  return aiTaskModel(linkNow, entity, world.clock);
}
