import type { AskedWords } from "../../health/asked/asked-words.ts";

/** What stands beside the words by which health is asked after. */
export const asides: Omit<AskedWords, "topics"> = {
  beside: [
    ..."jetzt gerade momentan derzeit aktuell heute alle alles etwas irgendetwas irgendwas irgendwelche hier zuhause hause haus daheim nachstes nachsten kommenden".split(
      " ",
    ),
    ..."wird werden wurde kann muss mussen soll sollte musste werde ist sind sein war waren hat haben habe hast geht gehen steht stehen liegt gibt gibts machen macht".split(
      " ",
    ),
    ..."der die das den dem des ein eine einen einem einer vom von im in am an auf zu zum zur bei beim mit fur und oder nicht noch mehr mal denn eigentlich uberhaupt".split(
      " ",
    ),
    ..."ich wir du mir mich uns sich es er sie man dir seit wann wie wo was wer welche welches welcher warum wieso lange viel viele oft bitte da dort dran drin".split(
      " ",
    ),
    ..."gerat gerate sensor sensoren ding dinge tage tagen woche wochen monat monate so auf aus ab neu neue genau sagst sag alt".split(
      " ",
    ),
    ..."voll tun machen reparieren vorhergesagt gemeldet fallt fallen als ehesten seither geworden zuletzt einmal kein keine keinen arbeiten arbeitet klappt klappen funktioniert funktionieren platz gelaufen lauft laufen lief ausgelost gestartet passiert prozent batterie batterien batteriewechsel batteriestand ladestand modus gesundheitswert gesundheit punkte hundert 100 niedrig hoch schlecht gut vorhersagen bereits voraussichtlich letzte letzten letzter".split(
      " ",
    ),
  ],
  goesOn: [
    "(und|oder) [auch|was ist mit|wie ist es mit|bei|mit|wie steht es mit]",
    "was ist mit",
    "wie ist es mit",
    "wie sieht es aus mit",
  ],
  tails: ["batterie", "batterien", "akku"],
  past: ["war", "waren", "wurde", "wurden", "gestern", "vorgestern", "hatte", "hatten"],
  cells: [
    ["(doppel (a|ein)|doppela|mignon|mignonzellen)", "AA"],
    ["(triple (a|ein)|dreifach (a|ein)|micro|microzellen)", "AAA"],
    ["aa", "AA"],
    ["aaa", "AAA"],
    ["(neun volt|9 volt|9v)", "9V"],
    ["cr2032", "CR2032"],
    ["cr 2032", "CR2032"],
    ["cr2450", "CR2450"],
    ["cr 2450", "CR2450"],
    ["cr123a", "CR123A"],
    ["cr123", "CR123A"],
    ["knopfzellen", "CR"],
  ],
};
