import { nameOf } from "../meaning/attribute.ts";
import { attributesIn, type WithAttributes } from "../past/attributes.ts";
import { type Asked, notKnown, type Outcome, SURE } from "./asked.ts";
import { cited, MOST_CITATIONS } from "./cited.ts";

const BRIGHTEST = 255;
const SILENT = ["off", "standby", "idle", "unavailable", "unknown"];

/** What something was set to, how bright it was, or what it played. */
export async function attributeAt(asked: Asked, temperatureUnit: string | undefined): Promise<Outcome> {
  const [window] = asked.windows;
  if (!window || asked.windows.length > 1) return untold(asked);
  const between = { from: window.from, to: asked.isMoment ? window.from : window.to };
  const keys = asked.entities.map(({ key }) => key);
  const told = await attributesIn(asked.tx, asked.home, { keys, between, since: asked.since });
  asked.read.push({ between, states: new Map(), gaps: [], rows: told.length, isTooMuch: false });
  return asked.understood.attribute === "title" ? whatPlayed(asked, told) : setTo(asked, told, temperatureUnit);
}

function setTo(asked: Asked, told: readonly WithAttributes[], temperatureUnit: string | undefined): Outcome {
  const [entity, another] = asked.entities;
  const { attribute } = asked.understood;
  if (!entity || another || !attribute) return untold(asked);
  const name = nameOf(attribute, entity);
  // What it is set to while it is off is asked of nobody, where it was ever on.
  const isOn = ({ state }: WithAttributes) => state !== "off";
  const values = (attribute === "target" && told.some(isOn) ? told.filter(isOn) : told).flatMap(
    ({ at, state, attributes }) => {
      const value = attribute === "brightness" && state === "off" ? 0 : attributes[name];
      return typeof value === "number" ? [{ at, value: attribute === "brightness" ? percent(value) : value }] : [];
    },
  );
  const last = values.at(-1);
  const isOne = values.every(({ value }) => value === last?.value);
  // What changed in the span has no one answer.
  if (!last || !(asked.isMoment || isOne)) return untold(asked);
  const unit = name === "temperature" ? temperatureUnit : "%";
  return {
    text: asked.language.says.setTo({
      ...asked,
      entity,
      value: last.value,
      unit: unit ?? "",
      at: asked.isMoment ? (asked.windows[0]?.from ?? last.at) : last.at,
    }),
    result: { kind: "number", value: last.value, ...(unit ? { unit } : {}) },
    citations: [cited(asked, entity, last.at, String(last.value))],
    confidence: SURE,
  };
}

/** Home Assistant gives no attributes of most things with their past. */
const untold = (asked: Asked): Outcome => notKnown(asked.language.says.untold(asked));

const percent = (value: number): number => Math.round((value / BRIGHTEST) * 100);

function whatPlayed(asked: Asked, told: readonly WithAttributes[]): Outcome {
  const playing = told.flatMap(({ key, at, state, attributes }) => {
    const entity = asked.entities.find((one) => one.key === key);
    const title = attributes.media_title;
    const isOn = state !== null && !SILENT.includes(state);
    if (!entity || !isOn || typeof title !== "string") return [];
    const artist = typeof attributes.media_artist === "string" ? attributes.media_artist : undefined;
    return [{ entity, at, title: artist ? `${title} (${artist})` : title }];
  });
  const distinct = playing.filter(({ title }, i) => playing.findIndex((one) => one.title === title) === i);
  if (distinct.length === 0) return untold(asked);
  return {
    text: asked.language.says.played({ ...asked, played: distinct }),
    result: { kind: "text", value: distinct.map(({ title }) => title).join(", ") },
    citations: distinct.slice(-MOST_CITATIONS).map(({ entity, at, title }) => cited(asked, entity, at, title)),
    confidence: SURE,
  };
}
