import { askBack, notKnown, type Outcome } from "../answers/asked.ts";
import { nextToFail } from "./answer-health.ts";
import type { HealthAsked } from "./asked/read-asked.ts";
import type { Target, Thing } from "./asked/target.ts";
import type { Topic } from "./asked/topics.ts";
import type { AskedOfHealth } from "./found.ts";
import { automations, whyAutomation } from "./tell/automations.ts";
import {
  batteriesNow,
  batteryCell,
  batteryChanged,
  batteryCount,
  batteryEnd,
  batteryLevel,
  batteryLow,
  ofThing,
} from "./tell/batteries.ts";
import { batteriesToBuy } from "./tell/batteries-to-buy.ts";
import { deviceOf, drops, lastReport, offline, reach, signalOf, silent, weakSignals } from "./tell/devices.ts";
import { gotWrong, howSure, maintenance, silenced } from "./tell/foretold.ts";
import { diskFree, diskFull, diskLevel, integrations, updatedToWorse, updates } from "./tell/machine.ts";
import { canMend, mended } from "./tell/mending.ts";
import { costsMost, healthOf, whyScore } from "./tell/score.ts";
import { allRight, firstThing, wrong } from "./tell/wrong.ts";

type Answering = (question: HealthAsked, asked: AskedOfHealth) => Promise<Outcome> | Outcome;
type OfThing = (thing: Thing, asked: AskedOfHealth, question: HealthAsked) => Promise<Outcome> | Outcome;

const BATTERY = { batteryEnd, batteryLevel, batteryLow, batteryCell, batteryCount, batteryChanged } as const;
type OfBattery = keyof typeof BATTERY;

/** The answer to what is asked after health, from the rooms that know of it; what could mean several things is asked back. */
export function answerAsked(question: HealthAsked, asked: AskedOfHealth): Promise<Outcome> | Outcome {
  const { told } = asked.language.health;
  const { target } = question;
  if (target.kind === "unknown") return notKnown(told.unknown(target.words));
  return answers[question.topic](question, asked);
}

const answers: Readonly<Record<Topic, Answering>> = {
  batteryChanged: ofBattery("batteryChanged"),
  batteryEnd: ofBattery("batteryEnd"),
  batteryCount: ofBattery("batteryCount"),
  batteryCell: ofBattery("batteryCell"),
  batteryLow: ofBattery("batteryLow"),
  batteryLevel: ofBattery("batteryLevel"),
  batteriesToBuy,
  drops,
  offline,
  offlineSince: ofOne((thing, asked, question) => reach(question, thing, asked)),
  reachable: ofOne((thing, asked, question) => reach(question, thing, asked)),
  silent,
  weakSignals,
  signalOf: ofOne(signalOf, async (thing, asked) => Boolean((await deviceOf(thing, asked))?.link)),
  lastReport: ofOne(lastReport),
  automationsFighting: automations,
  automationsNeverRan: automations,
  automationsStopped: automations,
  automationsFailed: automations,
  automationsBroken: automations,
  whyAutomation: ofOne(whyAutomation),
  diskFull: (_, asked) => diskFull(asked),
  diskFree: (_, asked) => diskFree(asked),
  diskLevel: (_, asked) => diskLevel(asked),
  integrations: (_, asked) => integrations(asked),
  updatedToWorse,
  updates: (_, asked) => updates(asked),
  canMend: (_, asked) => canMend(asked),
  mended,
  gotWrong,
  howSure: (_, asked) => howSure(asked),
  likeliestToFail: (_, asked) => nextToFail(asked),
  costsMost: (_, asked) => costsMost(asked),
  whyScore: ({ target }, asked) => whyScore(target, asked),
  healthOf: ofTarget((target, asked) => healthOf(target, asked)),
  firstThing: (_, asked) => firstThing(asked),
  silenced: (_, asked) => silenced(asked),
  maintenance: (_, asked) => maintenance(asked),
  allRight: ({ target }, asked) => allRight(target, asked),
  isFine: ofTarget((target, asked) => allRight(target, asked)),
  wrong: ofTarget((target, asked) => wrong(target, asked)),
  attention: ({ target }, asked) => wrong(target, asked),
};

function ofTarget(answer: (target: Target, asked: AskedOfHealth) => Promise<Outcome>): Answering {
  return (question, asked) =>
    question.target.kind === "unclear"
      ? whichOf(optionsIn(question.target, asked), asked)
      : answer(question.target, asked);
}

/** Of several that could be meant, those of which it can be asked at all. */
function ofOne(
  answer: OfThing,
  fits: (thing: Thing, asked: AskedOfHealth) => Promise<boolean> = async () => true,
): Answering {
  return async (question, asked) => {
    const options = optionsIn(question.target, asked);
    const able: Thing[] = [];
    for (const one of options) if (options.length === 1 || (await fits(one, asked))) able.push(one);
    const [thing, another] = able.length > 0 ? able : options;
    if (!thing) return notKnown(asked.language.says.notUnderstood, 0.5);
    return another ? whichOf(able.length > 0 ? able : options, asked) : answer(thing, asked, question);
  };
}

/** Things of which the asker may know. */
function optionsIn(target: Target, { law }: AskedOfHealth): readonly Thing[] {
  const all = target.kind === "thing" ? [target.thing] : target.kind === "unclear" ? target.options : [];
  return all.filter(({ entities }) => entities.some(({ entity_id }) => !law.hidden.has(entity_id)));
}

const MOST_OPTIONS = 4;
const whichOf = (options: readonly Thing[], { language }: AskedOfHealth): Outcome =>
  askBack(language.health.told.which(options.slice(0, MOST_OPTIONS).map(({ name }) => name)));

/** What has a battery is meant, where several are called so. */
function ofBattery(topic: OfBattery): Answering {
  return async (question, asked) => {
    const levels = await batteriesNow(asked);
    const options = optionsIn(question.target, asked);
    const isAble = (thing: Thing) => ofThing(thing, levels).length > 0;
    const others = question.target.kind === "thing" ? question.target.among : [];
    const able = [options, others].map((some) => some.filter(isAble)).find((some) => some.length > 0) ?? [];
    const [thing, another] = able;
    if (!thing) return notKnown(asked.language.health.told.noBattery({ name: options[0]?.name ?? "" }));
    if (another) return whichOf(able, asked);
    const [level] = ofThing(thing, levels);
    return level ? BATTERY[topic]({ thing, level }, asked) : notKnown(asked.language.health.told.noBattery(thing));
  };
}
