import type { Call } from "#server/command.ts";
import type { RememberedEvent, Timeline } from "./contract.ts";
import { follow } from "./shared-look.ts";
import { timeline } from "./timeline.ts";

/** The timeline as it is, and then each event that comes; of the past, which gap fills and imports bring, the page asks by itself. */
export async function followTimeline(wanted: Timeline, call: Call, send: (items: RememberedEvent[]) => void) {
  await using stack = new AsyncDisposableStack();
  const seen = new Set<string>(); // what came while the snapshot was taken may be in it
  stack.use(
    await follow(wanted, call, (items) => {
      const news = items.filter(({ event }) => !seen.has(event));
      if (news.length > 0) send(news);
    }),
  );
  const { world, db, home } = call;
  const { items: snapshot } = await timeline(db, { ...wanted, cursor: undefined, home, now: world.clock.now() });
  for (const { event } of snapshot) seen.add(event);
  const following = stack.move();
  return { snapshot, close: () => following.disposeAsync() };
}
