import type { Predicate } from "../../meaning/predicates.ts";

/** A verb for one and for several, and what stands at the end of the sentence: "ging … auf". */
export type Saying = readonly [one: string, several: string, rest: string];

const was = (rest: string): Saying => ["war", "waren", rest];
const became = (rest: string): Saying => ["wurde", "wurden", rest];

/** What it became, and how it was; no word of it needs a case or an article. */
export const told: Readonly<Record<Predicate, readonly [became: Saying, was: Saying]>> = {
  open: [["ging", "gingen", "auf"], was("offen")],
  closed: [["ging", "gingen", "zu"], was("geschlossen")],
  locked: [became("abgeschlossen"), was("abgeschlossen")],
  unlocked: [became("aufgeschlossen"), was("aufgeschlossen")],
  jammed: [["blockierte", "blockierten", ""], was("blockiert")],
  on: [["ging", "gingen", "an"], was("an")],
  off: [["ging", "gingen", "aus"], was("aus")],
  motion: [
    ["meldete", "meldeten", "Bewegung"],
    ["meldete", "meldeten", "Bewegung"],
  ],
  still: [["kam", "kamen", "zur Ruhe"], was("ruhig")],
  wet: [became("nass"), was("nass")],
  dry: [became("trocken"), was("trocken")],
  smoke: [
    ["meldete", "meldeten", "Rauch"],
    ["meldete", "meldeten", "Rauch"],
  ],
  gas: [
    ["meldete", "meldeten", "Gas"],
    ["meldete", "meldeten", "Gas"],
  ],
  home: [["kam", "kamen", "heim"], was("zu Hause")],
  away: [["ging", "gingen", "weg"], was("unterwegs")],
  atZone: [["kam", "kamen", "dort an"], was("dort")],
  happened: [became("ausgelöst"), became("ausgelöst")],
  playing: [
    ["begann", "begannen", "zu spielen"],
    ["spielte", "spielten", ""],
  ],
  paused: [became("angehalten"), was("angehalten")],
  heating: [
    ["begann", "begannen", "zu heizen"],
    ["heizte", "heizten", ""],
  ],
  cooling: [
    ["begann", "begannen", "zu kühlen"],
    ["kühlte", "kühlten", ""],
  ],
  cleaning: [
    ["begann", "begannen", "zu saugen"],
    ["saugte", "saugten", ""],
  ],
  mowing: [
    ["begann", "begannen", "zu mähen"],
    ["mähte", "mähten", ""],
  ],
  docked: [["kam", "kamen", "an der Station an"], was("an der Station")],
  running: [
    ["lief", "liefen", "an"],
    ["lief", "liefen", ""],
  ],
  triggered: [became("ausgelöst"), was("ausgelöst")],
  armed: [became("scharf geschaltet"), was("scharf")],
  disarmed: [became("unscharf geschaltet"), was("unscharf")],
  lowBattery: [became("schwach"), was("schwach")],
  connected: [became("verbunden"), was("verbunden")],
  disconnected: [became("getrennt"), was("getrennt")],
  charging: [
    ["begann", "begannen", "zu laden"],
    ["lud", "luden", ""],
  ],
  problem: [
    ["meldete", "meldeten", "eine Störung"],
    ["meldete", "meldeten", "eine Störung"],
  ],
  up: [["ging", "gingen", "auf"], was("aufgegangen")],
  down: [["ging", "gingen", "unter"], was("untergegangen")],
  rainy: [
    ["meldete", "meldeten", "Regen"],
    ["meldete", "meldeten", "Regen"],
  ],
  snowy: [
    ["meldete", "meldeten", "Schnee"],
    ["meldete", "meldeten", "Schnee"],
  ],
  sunny: [
    ["meldete", "meldeten", "Sonne"],
    ["meldete", "meldeten", "Sonne"],
  ],
  updatable: [
    ["bekam", "bekamen", "eine Aktualisierung"],
    ["hatte", "hatten", "eine Aktualisierung"],
  ],
  timing: [
    ["lief", "liefen", "an"],
    ["lief", "liefen", ""],
  ],
  watering: [
    ["begann", "begannen", "zu gießen"],
    ["goss", "gossen", ""],
  ],
  raised: [["ging", "gingen", "hoch"], was("oben")],
  lowered: [["ging", "gingen", "herunter"], was("unten")],
  extended: [became("ausgefahren"), was("ausgefahren")],
  retracted: [became("eingefahren"), was("eingefahren")],
  cutOff: [["fiel", "fielen", "aus"], was("ausgefallen")],
  restarted: [became("neu gestartet"), became("neu gestartet")],
  unavailable: [["fiel", "fielen", "aus"], was("nicht erreichbar")],
  available: [became("wieder erreichbar"), was("erreichbar")],
};
