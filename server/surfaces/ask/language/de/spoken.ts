import type { Language } from "../language.ts";

const withIt = "hat ist wird war gab gibt ging lief kam wurde brannte stand wie wann wo was ob".split(" ");

/** "hat's", "hats": the verb, and "es". */
const clitics = Object.fromEntries(
  withIt.flatMap((verb) => [`${verb}'s`, `${verb}s`].map((written) => [written, `${verb} es`])),
);

/** Words as they are said from the coast to the Alps, by how they are written. */
export const spoken: Language["contractions"] = {
  ...clitics,
  is: "ist",
  isses: "ist es",
  san: "sind",
  hob: "habe",
  hab: "habe",
  hom: "haben",
  ham: "haben",
  hama: "haben wir",
  hamma: "haben wir",
  haste: "hast du",
  warn: "waren",
  wor: "war",
  worn: "waren",
  i: "ich",
  mei: "mein",
  ned: "nicht",
  net: "nicht",
  nich: "nicht",
  nix: "nichts",
  wos: "was",
  wia: "wie",
  no: "noch",
  a: "ein",
  oa: "ein",
  heit: "heute",
  heut: "heute",
  heid: "heute",
  gestan: "gestern",
  gestre: "gestern",
  gesta: "gestern",
  vorgestan: "vorgestern",
  obend: "abend",
  obnd: "abend",
  namittag: "nachmittag",
  fruah: "fruh",
  zletzt: "zuletzt",
  zerst: "zuerst",
  offn: "offen",
  gloffen: "gelaufen",
  gloffn: "gelaufen",
  gwesen: "gewesen",
  gwesn: "gewesen",
  gwen: "gewesen",
  gsi: "gewesen",
  gangen: "gegangen",
  gangn: "gegangen",
  gange: "gegangen",
  brannt: "gebrannt",
  heimkommen: "heimgekommen",
  heimkemma: "heimgekommen",
  kemma: "gekommen",
  gfahren: "gefahren",
  dahoam: "daheim",
  dahoim: "daheim",
  dehei: "daheim",
  hoam: "heim",
};

/** The "e" that the south leaves out: "aufgsperrt", "gfahrn". */
export const spellings: Language["spellings"] = [
  [/^(auf|zu|an|aus|ab|ein|heim|runter|rauf|hoch|los|weg|um|durch)?g(?=[bcdfghjklmnpqrstvwz])/, "$1ge"],
  [/(?<=[bcdfghklmprstz])n$/, "en"],
  [/(?<=[dfklmnprstz])$/, "e"],
];
