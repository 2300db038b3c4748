import type { CheckWords } from "../../words.ts";

type Scale = Parameters<CheckWords["checks"]["link-cliff"]>[0]["scale"];

const level = (value: number, scale: Scale): string =>
  scale === "dbm" ? `${value} dBm` : scale === "percent" ? `${value} %` : `${value} von 255`;
const outOfReach = (outages: number): string =>
  outages > 0 ? `; in einer Woche war es ${outages}-mal nicht erreichbar` : "";

/** Deutsch dafür, wie gut Geräte gehört werden. */
export const links = {
  "link-cliff": ({ scale, now, usual, lowest, outages, technology, devices }, { name, lasting }) => ({
    title: `${technology ? `${technology}-Verbindung` : "Verbindung"}${devices === null ? " eingebrochen" : `en von ${devices} Geräten eingebrochen`}`,
    sentence:
      devices === null
        ? `${name} wird mit ${level(now, scale)} gehört, ${lasting}; üblich waren ${level(usual, scale)}${outOfReach(outages)}`
        : `${devices} Geräte von ${name} werden viel schlechter gehört, ${lasting}; eines mit ${level(now, scale)}, wo ${level(usual, scale)} üblich waren`,
    expected: `Mehr als ${level(lowest, scale)}, wie an neunzehn von zwanzig Tagen davor`,
    advice:
      devices === null
        ? "Prüfe, was sich dort geändert hat: das Gerät, was davor steht, oder ein näherer Router oder Access Point, der aus ist"
        : "Sie sind zugleich eingebrochen: Prüfe, ob Koordinator, Antenne, Kabel oder Kanal geändert wurden oder was Neues daneben sendet",
    closes: "Es wird wieder wie zuvor gehört, oder ein Monat ist vergangen",
  }),
  "link-weak": ({ scale, now, month_ago, weak_below, is_fading, outages, technology }, { name }) => ({
    title: `${technology ? `${technology}-Verbindung` : "Verbindung"} ${is_fading ? "wird schwächer" : "zu schwach"}`,
    sentence: is_fading
      ? `${name} wird von Woche zu Woche schlechter gehört: mit ${level(now, scale)}, drei Wochen zuvor mit ${level(month_ago, scale)}${outOfReach(outages)}`
      : `${name} wird nur mit ${level(now, scale)} gehört${outOfReach(outages)}`,
    expected: `Mehr als ${level(weak_below, scale)}`,
    advice:
      "Ein näherer Router, Repeater oder Access Point hilft, eine frische Batterie oder ein Platz fern von Metall",
    closes: "Es wird eine Woche lang besser gehört oder bleibt erreichbar",
  }),
} satisfies Partial<CheckWords["checks"]>;
