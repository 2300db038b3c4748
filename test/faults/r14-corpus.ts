/** The day before yesterday: of that everything is kept, whatever the date is. */
export const DAY = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
const AT = `${DAY}T06:45:12.250001+00:00`;
const SECONDS = String(Date.parse(`${DAY}T06:45:12.250Z`) / 1_000);

/** As JSON text, for some are no value of JavaScript. */
export const HOSTILE: readonly [string, string][] = [
  ["null", "null"],
  ["true", "true"],
  ["a number", "4"],
  ["1e400", "1e400"],
  ["minus nothing", "-0"],
  ["an empty text", '""'],
  ["NUL", '"a\\u0000b"'],
  ["half a character", '"\\ud800"'],
  ["300 letters", `"${"x".repeat(300)}"`],
  ["300,000 letters", `"${"x".repeat(300_000)}"`],
  ["an empty list", "[]"],
  ["an empty object", "{}"],
  ["a prototype", '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'],
  ["10,000 lists deep", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
  ["10,000 objects deep", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ["10,000 keys", `{${Array.from({ length: 10_000 }, (_, n) => `"k${n}":${n}`).join(",")}}`],
  ["a key with NUL", '{"\\u0000":1}'],
  ["a day that is none", '"2026-02-30T00:00:00+00:00"'],
  ["a far day", '"9999-12-31T23:59:59+00:00"'],
  ["SQL", '"\'); drop table memory.event; --"'],
];

const STATE_PLACES = ["entity_id", "state", "attributes", "last_changed", "last_updated", "context"] as const;
const EVENT_PLACES = ["event_type", "data", "time_fired", "context"] as const;

const state = (place?: string, hostile = "") =>
  objectText(
    {
      entity_id: '"sensor.poison"',
      state: '"1"',
      attributes: "{}",
      last_changed: `"${AT}"`,
      last_updated: `"${AT}"`,
      context: '{"id":"c"}',
    },
    place,
    hostile,
  );

const event = (parts: Record<string, string>, place?: string, hostile = "") =>
  objectText(
    {
      event_type: '"state_changed"',
      data: `{"entity_id":"sensor.poison","old_state":null,"new_state":${state()}}`,
      time_fired: `"${AT}"`,
      context: '{"id":"c"}',
      ...parts,
    },
    place,
    hostile,
  );

/** With something hostile in one place, or with nothing in it, which stands for a missing key. */
function objectText(parts: Record<string, string>, place?: string, hostile = ""): string {
  const entries = Object.entries({ ...parts, ...(place ? { [place]: hostile } : {}) }).filter(
    ([, text]) => text !== "",
  );
  return `{${entries.map(([key, text]) => `"${key}":${text}`).join(",")}}`;
}

const EVERYTHING: readonly [string, string][] = [["nothing", ""], ...HOSTILE];

/** Events of the bus, each wrong in one place, by what is wrong: JSON text. */
export const malformedEvents: readonly [string, string][] = EVERYTHING.flatMap(([what, hostile]) => [
  ...EVENT_PLACES.map((place): [string, string] => [`${what} as ${place}`, event({}, place, hostile)]),
  ...STATE_PLACES.map((place): [string, string] => [
    `${what} as new_state.${place}`,
    event({ data: `{"entity_id":"sensor.poison","old_state":null,"new_state":${state(place, hostile)}}` }),
  ]),
  ...["entity_id", "old_state", "new_state"].map((place): [string, string] => [
    `${what} as data.${place}`,
    event({
      data: objectText({ entity_id: '"sensor.poison"', old_state: "null", new_state: state() }, place, hostile),
    }),
  ]),
  [
    `${what} in attributes`,
    event({
      data: `{"entity_id":"sensor.poison","old_state":null,"new_state":${state("attributes", `{"a":${hostile || "1"}}`)}}`,
    }),
  ],
  [`${what} in another event`, event({ event_type: '"doorbell"', data: `{"a":${hostile || "1"}}` })],
]);

/** Rows of history, each wrong in one place: JSON text. */
export const malformedRows: readonly [string, string][] = EVERYTHING.flatMap(([what, hostile]) => [
  ...["s", "a", "lu"].map((place): [string, string] => [
    `${what} as ${place}`,
    objectText({ s: '"1"', a: "{}", lu: SECONDS }, place, hostile),
  ]),
  [`${what} as a row`, hostile || "{}"],
]);

/** Frames that are no message of the protocol, and such as are JSON and still none. */
export const strangeFrames: readonly string[] = [
  ...["null", "4", "[]", "{}", '"x"', "[[]]", '[{"id":2}]', '{"id":"2","type":"event"}', '{"id":2,"type":"event"}'],
  ...[
    '{"id":1,"type":"result","success":true}',
    '{"id":999999,"type":"event","event":{}}',
    '{"id":2,"type":"unknown"}',
  ],
  ...[
    '{"id":-1,"type":"pong"}',
    '{"id":2,"type":"result","success":"maybe"}',
    `{"id":2,"type":"event","event":${"[".repeat(9_000)}${"]".repeat(9_000)}}`,
  ],
  ...[
    '{"id":2,"type":"event","event":{"__proto__":{"polluted":true}}}',
    '{"id":1.5,"type":"event"}',
    '{"type":"event"}',
  ],
];

/** Frames that no JSON reader takes: the link is given up and made anew. */
export const brokenFrames: readonly string[] = ["", "{", "NaN", '{"id":2,"type":"event","event":NaN}', "\0", "<html>"];
