import type { Instant } from "#server/clock.ts";
import { type Call, idsIn } from "./call.ts";
import { type Fact, isState } from "./fact.ts";
import type { Around } from "./link.ts";
import type { Run, Trigger } from "./run.ts";

/** A run of an automation or script, from the event that announced it, from its trace, or from both. */
export interface Start {
  domain: "automation" | "script";
  entity: string;
  at: Instant;
  endedAt: Instant | undefined;
  trigger: Trigger;
  fact?: Fact | undefined;
  run?: Run | undefined;
}

/** All runs of the context, by time. */
export function startsIn(around: Around): Start[] {
  const announced = around.inContext.flatMap((fact) => announcedStart(fact, around));
  const known = new Set(announced.map(({ run }) => run));
  const silent = around.runs.filter((run) => !known.has(run)).flatMap(silentStart);
  return [...announced, ...silent].sort((one, other) => one.at.localeCompare(other.at));
}

const DOMAINS: Record<string, Start["domain"]> = { automation_triggered: "automation", script_started: "script" };

function announcedStart(fact: Fact, { runs, inContext }: Around): Start[] {
  const domain = DOMAINS[fact.type];
  const entity = fact.entity ?? fact.data.entity_id;
  if (!domain || typeof entity !== "string") return [];
  const run =
    runs.find(({ runId }) => runId === fact.data.run_id) ??
    runs.findLast((it) => it.entity === entity && it.startedAt <= fact.at);
  const over = inContext.find((it) => isState(it) && it.entity === entity && it.state === "off" && it.at > fact.at);
  const description = typeof fact.data.source === "string" ? fact.data.source : null;
  return [
    {
      domain,
      entity,
      at: fact.at,
      endedAt: run?.finishedAt ?? over?.at,
      trigger: run?.trigger ?? { description },
      fact,
      run,
    },
  ];
}

const silentStart = (run: Run): Start[] =>
  run.entity
    ? [
        {
          domain: run.domain,
          entity: run.entity,
          at: run.startedAt,
          endedAt: run.finishedAt ?? undefined,
          trigger: run.trigger,
          run,
        },
      ]
    : [];

/**
 * The scripts that made a call, innermost first. Traces tell it exactly; without them, whatever ran at that time, each
 * started by the one that ran when it began.
 */
export function scriptsBehind(call: Call | undefined, until: Instant, starts: readonly Start[]): Start[] {
  if (call && starts.some((it) => it.domain === "automation" && made(it, call))) return [];
  const scripts = starts.filter(({ domain }) => domain === "script");
  const chain: Start[] = [];
  let next = scripts.findLast((it) => call && made(it, call)) ?? scripts.findLast((it) => isRunning(it, until));
  while (next && !chain.includes(next)) {
    chain.push(next);
    next = parentOf(next, scripts);
  }
  return chain;
}

function parentOf(child: Start, scripts: readonly Start[]): Start | undefined {
  const { run } = child;
  const parent = run && scripts.find((it) => it.run?.children.includes(run.runId));
  if (parent) return parent;
  const earlier = scripts.slice(0, scripts.indexOf(child));
  return earlier.findLast((it) => isRunning(it, child.at) && (!run || !it.run || callsScript(it.run, child.entity)));
}

const callsScript = ({ calls }: Run, script: string): boolean =>
  calls.some(
    ({ domain, service, data }) =>
      domain === "script" && (`script.${service}` === script || JSON.stringify(data).includes(script)),
  );

const isRunning = ({ at, endedAt }: Start, when: Instant): boolean =>
  at <= when && (endedAt === undefined || endedAt >= when);

/** A step is traced a moment before its call is heard. */
const MOMENT_MS = 250;

const made = ({ run }: Start, call: Call): boolean => run?.calls.some((step) => isSame(step, call)) ?? false;

function isSame(step: Call, call: Call): boolean {
  const waited = Date.parse(call.at) - Date.parse(step.at);
  if (step.domain !== call.domain || step.service !== call.service || waited < -1 || waited > MOMENT_MS) return false;
  return idsIn(step.data).toSorted().join() === idsIn(call.data).toSorted().join();
}
