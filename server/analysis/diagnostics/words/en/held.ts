import type { HeldWords } from "../../held-words.ts";

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a list of names with their values",
};

export const held: HeldWords = {
  why: {
    not_connected: () => "Home Assistant is not connected",
    starting: () => "Home Assistant is starting",
    just_started: ({ minutes }) => `Home Assistant started ${minutes} min ago; devices are still coming`,
    not_armed: () => "it is not armed",
    template_untried: () => "a template cannot be tried against the past: say armed: true",
    template_unrendered: () => "Home Assistant could not render its template",
    being_tried: () => "it is being tried against the past",
    too_often: ({ openings }) =>
      `it would have opened ${openings} times in four weeks: make it stricter, or say armed: true`,
    unproven: ({ automations, more }) =>
      `cannot be judged, because nothing that is remembered proves that their triggers occurred: ${automations.map(({ name, kinds }) => `${name} (${kinds.join(", ")})`).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
  },
  fault: {
    is_missing: () => "is missing",
    is_empty: () => "is empty",
    unreadable: () => "cannot be read",
    too_large: () => "it is larger than 256 KB",
    is_folder: () => "it is a folder; put a file in its place",
    no_right: () => "HomeOps may not read it; give its user the right to",
    refers_to_itself: () => "it refers to itself too often; write it out",
    begins: () => "must begin with checks: and have the checks below",
    length: () => "must be a time such as 90s, 10m, 2h or 1d",
    entity: () => "must be an entity, as in sensor.freezer or sensor.freezer_*",
    name: () => "must be small letters, digits and dashes, as in freezer-warm",
    template_alone: () => "a template says it all: no entities or limits beside it",
    of_nothing: () => "says of nothing: give entities, domain or device_class, or a template",
    says_nothing: () => "says nothing: give above, below, is or is_not, or a template",
    must_be: ({ kind }) => `must be ${KINDS[kind] ?? kind}`,
    one_of: ({ values }) => `must be one of ${values.join(", ")}`,
    too_long: ({ most }) => `is too long: ${most} at most`,
    unknown_name: ({ key, near, known }) =>
      `there is no ${key}${near === null ? `, only ${known.join(", ")}` : `; did you mean ${near}?`}`,
    twice: ({ name }) => `there are two checks called ${name}`,
    more: ({ count }) => `and ${count} more`,
    said: ({ words }) => words,
  },
  line: "line {line}",
  places: { file: "file", check: "check" },
  unread: "it cannot be read",
};
