import type { Command } from "./command.ts";
import type { World } from "./world.ts";

/** One room as the program sees it: a line in capabilities.ts. */
export interface Capability {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a list of commands forgets their types; the dispatcher parses input and output with their own schemas
  readonly commands?: readonly Command<any, any>[];
  /** Registers on `stack` what must be stopped; stopped in the reverse order. */
  start?(world: World, stack: AsyncDisposableStack): Promise<void>;
}
