import { z } from "zod";
import type { PresentState } from "#server/store/house/contract.ts";
import { presentStates } from "#server/store/house/present.ts";
import { atHome } from "./at-home.ts";
import type { Channel, Delivered, Message, Way } from "./channel.ts";
import { inTurn } from "./in-turn.ts";
import { levelOf } from "./level.ts";
import { putBack, remember } from "./lit-before.ts";

const MOST_LIGHTS = 20;
/** Slower than what can hurt: at most one change in a second. */
const BEAT = { seconds: 1 };
const BLINKS = 3;

const LightTarget = z.strictObject({
  entities: z
    .array(z.string().regex(/^light\.[a-z0-9_]{1,200}$/, "must be a light"))
    .min(1)
    .max(MOST_LIGHTS),
  how: z.enum(["blink", "color"]).default("blink"),
  color: z
    .tuple([z.int().min(0).max(255), z.int().min(0).max(255), z.int().min(0).max(255)])
    .optional()
    .meta({ description: "red, green and blue; else as grave as it is" }),
  seconds: z.int().min(1).max(60).default(10).meta({ description: "how long it is coloured" }),
});
type LightTarget = z.infer<typeof LightTarget>;

const COLORS = { danger: [255, 0, 0], urgent: [255, 60, 0], usual: [255, 160, 0], quiet: [0, 90, 255] } as const;

/** Lights that speak for a moment, and are then as they were. */
export const light: Channel<typeof LightTarget> = {
  kind: "light",
  target: LightTarget,
  secrets: [],
  isLoud: true,
  hasKey: false,
  // One after the other: what one has coloured must not be what the next puts back.
  deliver: (message, to, way) => inTurn(way, () => shine(message, to, way)),
};

async function shine(message: Message, to: LightTarget, way: Way): Promise<Delivered> {
  const before = lightsNow(to.entities, way);
  const [first] = before;
  if (!first) return { outcome: "refused", why: "None of these lights is available", isWorthAnotherTry: true };
  const names = before.map(({ entityId }) => entityId);
  await remember(way, before);
  try {
    return to.how === "blink" ? await blink(names, colorOf(message, to), way) : await glow(names, { message, to, way });
  } finally {
    await putBack(way);
    await way.world.clock.sleep(BEAT); // some lights report late what they were told
  }
}

const lightsNow = (entities: readonly string[], way: Way): PresentState[] => {
  const present = presentStates(way.world, way.home);
  return entities
    .map((entityId) => present.get(entityId))
    .filter((it) => it !== undefined)
    .filter(({ state }) => state === "on" || state === "off");
};

const colorOf = (message: Message, { color }: LightTarget) => color ?? COLORS[levelOf(message)];

async function blink(names: string[], color: readonly number[], way: Way): Promise<Delivered> {
  const begun = await on(names, color, way);
  if (begun.outcome !== "sent") return begun;
  for (let left = BLINKS; left > 0; left--) {
    await way.world.clock.sleep(BEAT);
    await atHome(way, { action: "light.turn_off", data: { transition: 0 }, target: { entity_id: names } });
    await way.world.clock.sleep(BEAT);
    if (left > 1) await on(names, color, way);
  }
  return begun;
}

async function glow(
  names: string[],
  { message, to, way }: { message: Message; to: LightTarget; way: Way },
): Promise<Delivered> {
  const begun = await on(names, colorOf(message, to), way);
  if (begun.outcome === "sent") await way.world.clock.sleep({ seconds: to.seconds });
  return begun;
}

/** A light without colours takes what it can of it. */
const on = (names: string[], color: readonly number[], way: Way) =>
  atHome(way, {
    action: "light.turn_on",
    data: { brightness_pct: 100, rgb_color: color, transition: 0 },
    target: { entity_id: names },
  });
