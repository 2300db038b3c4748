import { instantOf } from "#server/instant.ts";
import { LOG_ENTRY, type Observation } from "#server/store/memory/observation.ts";
import { chanceOf } from "../anomalies/chance.ts";
import { DAY, HOUR, type MadeHome, MINUTE } from "./made-home.ts";

interface Line {
  readonly domain: string;
  readonly level: "ERROR" | "WARNING";
  readonly message: string;
}

/** The log of Home Assistant: lines of clouds that stumble, of what cannot be set up, and of integrations that always complain. */
export function errorLog(home: MadeHome): (until: number) => Observation[] {
  const coming = linesOf(home).sort((one, other) => one.at - other.at);
  const counts = new Map<string, number>(); // by line, since Home Assistant started
  const restarts = [...home.restarts];
  let next = 0;
  return (until) => {
    const logged: Observation[] = [];
    for (let one = coming[next]; one && one.at <= until; one = coming[++next]) {
      for (let at = restarts[0]?.at; at !== undefined && at <= one.at; at = restarts[0]?.at) {
        restarts.shift();
        counts.clear();
      }
      const count = (counts.get(one.domain + one.message) ?? 0) + 1;
      counts.set(one.domain + one.message, count);
      logged.push(entry(one, count));
    }
    return logged;
  };
}

type Written = Line & { at: number };

function linesOf({ seed, from, to, entries, troubles }: MadeHome): Written[] {
  const chance = chanceOf(seed * 613 + 5);
  const written: Written[] = [];
  const nowAndThen = (line: Line, its: { from: number; to: number; aDay: number }) => {
    for (let at = its.from; ; ) {
      at -= Math.log(1 - chance.next()) * (DAY / its.aDay);
      if (at >= Math.min(its.to, to)) return;
      written.push({ ...line, at });
    }
  };
  for (const { domain } of entries) {
    const aDay = chance.next() < 0.15 ? chance.between(10, 60) : chance.between(0.02, 1); // some always complain
    nowAndThen({ domain, level: "ERROR", message: "Timeout while reading" }, { from, to, aDay });
    if (chance.next() < 0.3) nowAndThen({ domain, level: "WARNING", message: "Took long" }, { from, to, aDay: 40 });
    if (chance.next() < 0.3) {
      const begins = chance.between(from, to); // a bad afternoon of somebody's cloud
      const its = { from: begins, to: begins + chance.between(1, 5) * HOUR, aDay: 24 * chance.between(10, 60) };
      nowAndThen({ domain, level: "ERROR", message: "Bad gateway" }, its);
    }
  }
  for (const { effect, ...its } of troubles) {
    const id = "entry" in effect ? effect.entry : undefined;
    const domain = entries.find((one) => one.id === id)?.domain;
    if (!domain) continue;
    if (effect.what === "errs")
      nowAndThen({ domain, level: "ERROR", message: "Unexpected answer" }, { ...its, aDay: effect.aDay });
    if (effect.what === "entry")
      nowAndThen(
        { domain, level: "WARNING", message: `Config entry '${domain}' for ${domain} integration not ready yet` },
        { ...its, aDay: DAY / (10 * MINUTE) },
      );
  }
  return written;
}

/** As Home Assistant's system log tells it (homeassistant/components/system_log/__init__.py). */
function entry({ domain, level, message, at }: Written, count: number): Observation {
  const name = `homeassistant.components.${domain}`;
  const source = [`components/${domain}/coordinator.py`, message.length];
  const attributes = {
    name,
    level,
    message: [message],
    source,
    count,
    exception: "",
    timestamp: at,
    first_occurred: at,
  };
  return {
    ...{ at: instantOf(at * 1_000), type: LOG_ENTRY, entityId: null, state: null, context: null, source: "live" },
    attributes: JSON.stringify(attributes),
  };
}
