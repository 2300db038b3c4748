import type { HeldWords } from "../../held-words.ts";

const KINDS: Readonly<Record<string, string>> = {
  string: "ein Text",
  number: "eine Zahl",
  boolean: "true oder false",
  array: "eine Liste",
  object: "eine Liste von Namen mit ihren Werten",
};

export const held: HeldWords = {
  why: {
    not_connected: () => "Home Assistant ist nicht verbunden",
    starting: () => "Home Assistant startet",
    just_started: ({ minutes }) => `Home Assistant ist vor ${minutes} min gestartet; Geräte kommen noch`,
    not_armed: () => "sie ist nicht scharf",
    template_untried: () => "ein Template lässt sich nicht an der Vergangenheit erproben: schreibe armed: true",
    template_unrendered: () => "Home Assistant konnte ihr Template nicht auswerten",
    being_tried: () => "sie wird gerade an der Vergangenheit erprobt",
    too_often: ({ openings }) =>
      `sie hätte sich in vier Wochen ${openings}-mal gemeldet: fasse sie strenger, oder schreibe armed: true`,
    unproven: ({ automations, more }) =>
      `nicht zu beurteilen, weil nichts Gemerktes beweist, dass ihre Auslöser eintraten: ${automations.map(({ name, kinds }) => `${name} (${kinds.join(", ")})`).join(", ")}${more > 0 ? ` und ${more} weitere` : ""}`,
  },
  fault: {
    is_missing: () => "fehlt",
    is_empty: () => "ist leer",
    unreadable: () => "ist nicht lesbar",
    too_large: () => "sie ist größer als 256 KB",
    is_folder: () => "sie ist ein Ordner; lege eine Datei an ihre Stelle",
    no_right: () => "HomeOps darf sie nicht lesen; gib seinem Benutzer das Recht dazu",
    refers_to_itself: () => "sie verweist zu oft auf sich selbst; schreibe sie aus",
    begins: () => "muss mit checks: beginnen und darunter die Prüfungen haben",
    length: () => "muss eine Dauer sein, etwa 90s, 10m, 2h oder 1d",
    entity: () => "muss eine Entität sein, wie sensor.freezer oder sensor.freezer_*",
    name: () => "muss aus Kleinbuchstaben, Ziffern und Strichen bestehen, wie freezer-warm",
    template_alone: () => "ein Template sagt alles: keine Entitäten oder Grenzen daneben",
    of_nothing: () => "sagt nicht, wovon: gib entities, domain oder device_class an, oder ein Template",
    says_nothing: () => "sagt nichts: gib above, below, is oder is_not an, oder ein Template",
    must_be: ({ kind }) => `muss ${KINDS[kind] ?? kind} sein`,
    one_of: ({ values }) => `muss eines von diesen sein: ${values.join(", ")}`,
    too_long: ({ most }) => `ist zu lang: höchstens ${most}`,
    unknown_name: ({ key, near, known }) =>
      `${key} gibt es nicht${near === null ? `, nur ${known.join(", ")}` : `; meintest du ${near}?`}`,
    twice: ({ name }) => `es gibt zwei Prüfungen namens ${name}`,
    more: ({ count }) => `und ${count} weitere`,
    said: ({ words }) => words,
  },
  line: "Zeile {line}",
  places: { file: "Datei", check: "Prüfung" },
  unread: "sie ist nicht lesbar",
};
