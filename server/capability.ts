import type { Command } from "./command.ts";
import type { Feed } from "./feed.ts";
import type { Gauges } from "./gauge.ts";
import type { Job } from "./job.ts";
import type { Sealed } from "./sealed.ts";
import type { World } from "./world.ts";

/** One room as the program sees it: a line in capabilities.ts. */
export interface Capability {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a list of commands forgets their types; the dispatcher parses input and output with their own schemas
  readonly commands?: readonly Command<any, any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly feeds?: readonly Feed<any, any>[];
  /** Where it keeps what is sealed. */
  readonly sealed?: readonly Sealed[];
  /** What is done at its times, by one process at a time. */
  readonly jobs?: readonly Job[];
  /** Registers on `stack` what must be stopped; stopped in the reverse order. Never waits for Home Assistant: the page is served after it. */
  start?(world: World, stack: AsyncDisposableStack, gauges: Gauges): Promise<void>;
  /** Whether what happens now is kept, in the database or beside it; /api/health asks. */
  keeps?(world: World): boolean;
  /** A sentence, where what happens is not kept, be it as somebody wished. */
  trouble?(world: World): string | undefined;
}
