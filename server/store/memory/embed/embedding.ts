import type { World } from "#server/world.ts";
import { builtIn } from "./built-in.ts";
import type { EmbeddingShown } from "./contract.ts";
import type { Embedder } from "./embedder.ts";
import { openAi } from "./open-ai.ts";
import type { StoredModel } from "./queries.ts";

/** How sentences of this server become vectors, and how far that has come. */
export interface Embedding {
  readonly embedder: Embedder | undefined;
  /** Once its index is there. */
  model: StoredModel | undefined;
  /** Whether the index goes on where a filter left too little. */
  isIterative: boolean;
  progress: EmbeddingShown;
}

const known = new WeakMap<World, Embedding>();

/** One for each server, loaded when first asked. */
export function embeddingOf(world: World): Embedding {
  const found = known.get(world) ?? unstarted(world);
  known.set(world, found);
  return found;
}

function unstarted({ options, clock }: World): Embedding {
  const { kind, provider } = options.embedding;
  const embedder = kind === "off" ? undefined : provider ? openAi(provider, clock) : builtIn;
  const progress = { model: null, width: null, done: 0, remaining: null, reason: null };
  return {
    embedder,
    model: undefined,
    isIterative: false,
    progress: { state: embedder ? "working" : "off", ...progress },
  };
}
