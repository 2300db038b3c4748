import type { Temporal } from "temporal-polyfill";
import { type Call, command } from "#server/command.ts";
import { fromMicroseconds, instantOf } from "#server/instant.ts";
import { LONGEST_MINUTES } from "#server/intake/control/contract.ts";
import { ANYBODY_MINUTES } from "#server/intake/control/who-pauses.ts";
import { wouldForget } from "#server/intake/control/wish-forgotten.ts";
import { Lru } from "#server/lru.ts";
import { perDatabase } from "#server/per-database.ts";
import { nowOf } from "../../now-of.ts";
import { houseFor } from "../answer-question.ts";
import { microseconds } from "../answers/windows.ts";
import { housesOf } from "../house/house-cache.ts";
import type { Language } from "../language/language.ts";
import { languages } from "../language/which.ts";
import { spoken } from "../spoken.ts";
import { Ordered, Said } from "./contract.ts";
import { type Order, readOrder } from "./read-order.ts";

const CONVERSATIONS = 200;
const WAITS_MS = 2 * 60_000;
const MINUTE = 60_000_000; // microseconds

type Wish = { kind: "forget"; from: number; to: number } | { kind: "stop mending" };
type Waiting = { wish: Wish; until: number; language: Language };
/** What is asked back, by home, asker and conversation. */
const waitingOf = perDatabase(() => new Lru<string, Waiting | null>(CONVERSATIONS));

/**
 * Reads what is said to the memory itself: to pause, to go on, to forget; and that nothing is to be mended. It does nothing by itself; what is to be done is asked as a
 * command of its own, by the rule for that and with its row in the trail. No tool of a language model.
 */
export const orderCommand = command({
  name: "ask/order",
  summary:
    "Whether a sentence tells the memory to pause, to go on or to forget, or that mending is to stop, and what to ask then",
  isForSpeakers: true,
  input: Said,
  output: Ordered,
  async run({ text, conversation }, call) {
    const now = await nowOf(call.world, call.db, call.home);
    const key = `${call.home} ${JSON.stringify(call.asker)} ${conversation}`;
    const waiting = waitingOf(call.world).get(key) ?? undefined;
    if (waiting) waitingOf(call.world).set(key, null); // whatever is said now, it is asked once
    const found = foundIn(text, now);
    if (!found) return NOT_OURS;
    if (found.order.kind === "yes" || found.order.kind === "no") return answered(found.order.kind, waiting, call);
    if (found.order.kind === "resume") return resumed(found.language);
    const house = await call.db.transaction((tx) => houseFor(tx, { home: call.home, houses: housesOf(call.world) }));
    const at = { call, now, isTwelve: house.isTwelve, language: found.language };
    if (found.order.kind === "pause") return paused(found.order, at);
    const { told, wish } = found.order.kind === "forget" ? await asked(found.order, at) : await askedToStop(at);
    if (wish && conversation !== undefined)
      waitingOf(call.world).set(key, { wish, language: found.language, until: call.world.clock.now() + WAITS_MS });
    return { ...told, is_question: wish !== undefined && conversation !== undefined };
  },
});

const NOT_OURS: Ordered = { understood: null, speech: null, is_question: false, order: null };

function foundIn(text: string, now: Temporal.ZonedDateTime): { order: Order; language: Language } | undefined {
  for (const language of languages) {
    const order = readOrder(text, language, now);
    if (order) return { order, language };
  }
  return undefined;
}

type At = { call: Call; now: Temporal.ZonedDateTime; isTwelve: boolean; language: Language };

const saying = ({ now, isTwelve }: At) => ({ timeZone: now.timeZoneId, now: microseconds(now), isTwelve });

/** A yes or a no that nobody waits for is somebody else's. */
function answered(kind: "yes" | "no", waiting: Waiting | undefined, { world }: Call): Ordered {
  if (!waiting || waiting.until < world.clock.now()) return NOT_OURS;
  const { memory: orders } = waiting.language;
  const { wish } = waiting;
  const isToStop = wish.kind === "stop mending";
  if (kind === "no") return { ...NOT_OURS, understood: "no", speech: isToStop ? orders.mendingGoesOn : orders.kept };
  if (isToStop)
    return {
      ...{ understood: "stop_mending", speech: orders.mendingStopped, is_question: false },
      order: { command: "healing/stop", input: {} },
    };
  const span = { from: fromMicroseconds(wish.from), to: fromMicroseconds(wish.to) };
  return {
    ...{ understood: "forget", speech: orders.forgotten, is_question: false },
    order: { command: "memory/forget", input: { span } },
  };
}

const resumed = ({ memory: orders }: Language): Ordered => ({
  ...{ understood: "resume", speech: orders.resumed, is_question: false },
  order: { command: "memory/resume", input: {} },
});

/** As long as the asker may; the rule is the command's. */
async function paused({ until }: Order & { kind: "pause" }, at: At): Promise<Ordered> {
  const { memory: orders, speech } = at.language;
  const most = (await at.call.mayChange()) ? LONGEST_MINUTES : ANYBODY_MINUTES;
  const latest = microseconds(at.now) + most * MINUTE - MINUTE / 60; // a second to ask it
  const wanted = until === "until told" ? undefined : microseconds(until);
  const to = Math.min(latest, wanted ?? latest);
  const isShort = most === ANYBODY_MINUTES && (wanted === undefined || wanted - latest > MINUTE);
  const said = (isShort ? orders.pausedShort : orders.paused)({ ...saying(at), until: to });
  const left = to - microseconds(at.now);
  return {
    ...{ understood: "pause", speech: spoken(said, speech), is_question: false },
    order: { command: "memory/pause", input: { until: instantOf(at.call.world.clock.now() + left / 1000) } },
  };
}

/** How much would go, for whoever may let it go. */
async function asked({ from, to }: Order & { kind: "forget" }, at: At): Promise<Back> {
  const { language, call } = at;
  const told = { ...NOT_OURS, understood: "forget" as const };
  const say = (text: string) => ({ ...told, speech: spoken(text, language.speech) });
  if (!(await call.mayChange())) return { told: say(language.memory.mayNotForget) };
  const span = { from: microseconds(from), to: microseconds(to) };
  const wish = { home: call.home, from: fromMicroseconds(span.from), to: fromMicroseconds(span.to), entities: null };
  const { events } = await wouldForget(call.world, wish);
  const counted = { ...saying(at), ...span };
  if (events === 0) return { told: say(language.memory.nothingToForget(counted)) };
  return { told: say(language.memory.wouldForget({ ...counted, events })), wish: { kind: "forget", ...span } };
}

/** What is asked back, where a yes is waited for. */
type Back = { told: Ordered; wish?: Wish };

async function askedToStop({ language, call }: At): Promise<Back> {
  const told = { ...NOT_OURS, understood: "stop_mending" as const };
  const { memory: orders } = language;
  if (!(await call.mayChange())) return { told: { ...told, speech: orders.mayNotStopMending } };
  return { told: { ...told, speech: orders.wouldStopMending }, wish: { kind: "stop mending" } };
}
