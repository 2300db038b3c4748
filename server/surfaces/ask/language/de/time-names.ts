import type { TimeWords } from "../../time/time-words.ts";

type Names =
  | "numbers"
  | "ordinals"
  | "units"
  | "weekdays"
  | "months"
  | "minus"
  | "hours"
  | "holidays"
  | "wholeDayClocks"
  | "parts"
  | "halves";

const tens = { zwanzig: 20, dreissig: 30, vierzig: 40, funfzig: 50 };
const ones = { ein: 1, zwei: 2, drei: 3, vier: 4, funf: 5, sechs: 6, sieben: 7, acht: 8, neun: 9 };
const teens = {
  elf: 11,
  zwolf: 12,
  dreizehn: 13,
  vierzehn: 14,
  funfzehn: 15,
  sechzehn: 16,
  siebzehn: 17,
  achtzehn: 18,
  neunzehn: 19,
};

/** "einundzwanzig" to "neunundfunfzig", and all that has no number below ten, with their ordinals. */
const large: Record<string, number> = {
  ...teens,
  ...tens,
  ...Object.fromEntries(
    Object.entries(tens).flatMap(([ten, tensValue]) =>
      Object.entries(ones).map(([one, value]) => [`${one}und${ten}`, tensValue + value]),
    ),
  ),
};
const ordinals = Object.fromEntries(
  Object.entries(large).flatMap(([name, value]) => {
    const stem = value < 20 ? `${name}t` : `${name}st`;
    return [`${stem}en`, `${stem}er`, `${stem}e`].map((ordinal) => [ordinal, value]);
  }),
);

/** Words for numbers, units and the parts of the calendar and the day. */
export const timeNames: Pick<TimeWords, Names> = {
  numbers: {
    ...large,
    ...ordinals,
    null: 0,
    zwo: 2,
    ein: 1,
    eine: 1,
    einer: 1,
    einem: 1,
    einen: 1,
    eins: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    funf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    sechzig: 60,
    "einer halben": 0.5,
    "eine halbe": 0.5,
    halben: 0.5,
    halbe: 0.5,
    "ein paar": 3,
    paar: 3,
    anderthalb: 1.5,
    eineinhalb: 1.5,
    ersten: 1,
    zweiten: 2,
    dritten: 3,
    vierten: 4,
    funften: 5,
    sechsten: 6,
    siebten: 7,
    achten: 8,
    neunten: 9,
    zehnten: 10,
  },
  ordinals: Object.fromEntries(
    Object.entries({
      zweit: 2,
      dritt: 3,
      viert: 4,
      funft: 5,
      sechst: 6,
      siebt: 7,
      acht: 8,
      neunt: 9,
      zehnt: 10,
      vorletzt: -2,
    }).flatMap(([stem, value]) => ["en", "e", "es"].map((ending) => [`${stem}${ending}`, value])),
  ),
  units: {
    sekunde: "second",
    sekunden: "second",
    minute: "minute",
    minuten: "minute",
    stunde: "hour",
    stunden: "hour",
    tag: "day",
    tage: "day",
    tagen: "day",
    woche: "week",
    wochen: "week",
    monat: "month",
    monate: "month",
    monaten: "month",
    monats: "month",
    jahr: "year",
    jahre: "year",
    jahren: "year",
  },
  weekdays: { montag: 1, dienstag: 2, mittwoch: 3, donnerstag: 4, freitag: 5, samstag: 6, sonnabend: 6, sonntag: 7 },
  months: {
    januar: 1,
    janner: 1,
    februar: 2,
    marz: 3,
    april: 4,
    mai: 5,
    juni: 6,
    juli: 7,
    august: 8,
    september: 9,
    oktober: 10,
    november: 11,
    dezember: 12,
  },
  minus: ["minus"],
  hours: { mitternacht: 0, mittag: 12 },
  wholeDayClocks: ["clock", "hour", "hourMinute"],
  holidays: {
    neujahr: [1, 1],
    valentinstag: [2, 14],
    nikolaus: [12, 6],
    heiligabend: [12, 24],
    weihnachten: [12, 25],
    silvester: [12, 31],
    halloween: [10, 31],
    "tag der arbeit": [5, 1],
  },
  parts: {
    "fruhen morgenstunden": "small hours",
    "mitten in der nacht": "small hours",
    "fruhen morgen": "early morning",
    "in der fruh": "morning",
    "in da fruh": "morning",
    "aller fruh": "early morning",
    "auf die nacht": "evening",
    mittagszeit: "midday",
    fruh: "morning",
    morgen: "morning",
    morgens: "morning",
    vormittag: "morning",
    vormittags: "morning",
    mittag: "midday",
    mittags: "midday",
    nachmittag: "afternoon",
    nachmittags: "afternoon",
    abend: "evening",
    abends: "evening",
    nacht: "night",
    nachts: "night",
  },
  halves: {},
};
