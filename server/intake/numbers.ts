import type { Gauges } from "#server/gauge.ts";
import type { Intake } from "./connected-homes.ts";
import type { Watched } from "./watched.ts";

/** What the intake publishes at /metrics, for each connection by its id. */
export function publishNumbers({ connections }: Pick<Intake, "connections">, gauges: Gauges): void {
  const each = (read: (watched: Watched) => number | null) => () =>
    [...connections.values()].flatMap((watched) => {
      const value = read(watched);
      return value === null ? [] : [{ value, labels: { connection: watched.row.id } }];
    });
  const numbers = (watched: Watched) => watched.rememberer.backlog.numbers;
  gauges.add({
    name: "homeops_connection_live",
    help: "Whether the home is connected",
    read: each(({ isLive }) => Number(isLive)),
  });
  gauges.add({
    name: "homeops_events_waiting",
    help: "Events before the database",
    read: each((one) => numbers(one).waiting),
  });
  gauges.add({
    name: "homeops_events_spilled",
    help: "Events in the spill file",
    read: each((one) => numbers(one).spilled),
  });
  gauges.add({
    name: "homeops_events_stored_total",
    help: "Events stored",
    kind: "counter",
    read: each((one) => numbers(one).stored),
  });
  gauges.add({
    name: "homeops_events_shed_total",
    help: "Events given up",
    kind: "counter",
    read: each((one) => numbers(one).shed),
  });
  gauges.add({
    name: "homeops_events_dead_total",
    help: "Events that cannot be stored",
    kind: "counter",
    read: each((one) => numbers(one).dead + one.rememberer.buried),
  });
  gauges.add({
    name: "homeops_event_lag_ms",
    help: "From event to durable, 99 of 100",
    read: each((one) => numbers(one).lagMs),
  });
  gauges.add({
    name: "homeops_canary_ms",
    help: "Through Home Assistant's bus and back",
    read: each(({ canaryMs }) => canaryMs),
  });
}
