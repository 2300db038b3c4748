/** One number, or one for each set of labels. */
type Reading = { readonly value: number; readonly labels?: Readonly<Record<string, string>> };

/** Something a room measures, read when /metrics is asked. */
interface Gauge {
  readonly name: `homeops_${string}`;
  readonly help: string;
  /** A counter only grows. Default `gauge`. */
  readonly kind?: "gauge" | "counter";
  read(): number | readonly Reading[];
}

export interface Gauges {
  add(gauge: Gauge): void;
  /** All of them in the text format of Prometheus. */
  text(): string;
}

export function gaugeBook(): Gauges {
  const gauges = new Map<string, Gauge>(); // by name
  return {
    add(gauge) {
      if (gauges.has(gauge.name)) throw new Error(`Two gauges are called ${gauge.name}`);
      gauges.set(gauge.name, gauge);
    },
    text: () => [...gauges.values()].map(written).join(""),
  };
}

/** A gauge that counts up, one number for each set of labels; labels must come from a bounded set. */
export function counter(gauges: Gauges, name: Gauge["name"], help: string) {
  const counts = new Map<string, { labels: Record<string, string>; value: number }>(); // by labels as JSON
  gauges.add({ name, help, kind: "counter", read: () => [...counts.values()] });
  return (labels: Record<string, string> = {}, by = 1): void => {
    const key = JSON.stringify(labels);
    const count = counts.get(key) ?? { labels, value: 0 };
    counts.set(key, { labels, value: count.value + by });
  };
}

function written({ name, help, kind = "gauge", read }: Gauge): string {
  const seen = read();
  const readings = typeof seen === "number" ? [{ value: seen }] : seen;
  const lines = readings.map(({ value, labels }: Reading) => `${name}${inBraces(labels)} ${value}\n`);
  return `# HELP ${name} ${help.replaceAll("\n", " ")}\n# TYPE ${name} ${kind}\n${lines.join("")}`;
}

function inBraces(labels: Reading["labels"] = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`); // JSON escapes as Prometheus does
  return pairs.length ? `{${pairs.join(",")}}` : "";
}
