/** They name nothing in a house. */
export const fillers = `
  um einmal eh halt doch nur bloss also namlich leicht ihnen dir euch danke punkt schlag exakt fur dauert dauerte dauerten gedauert gebraucht braucht brauchte benotigt benotigte pro je durchschnittlich gelassen lassen geblieben bei beim ins unserem unserer unseren meiner
  meinem meinen habe hast habt bin bist seid sagen sehen wissen gestanden der die das den dem des ein eine einen einem einer in im am an auf mit
  von vom zu zum zur es sich war waren ist sind hat haben hatte hatten wurde wurden worden gewesen gehabt und oder denn mal bitte mir mich ich wir uns
  sie er du man ihr da dort hier auch noch schon eigentlich wieder prozent % °c celsius dass genau ungefahr etwa was wie wann wer wo warum welche
  welcher welches viel viele oft lange gab ging gingen kam kamen sag sage zeig weisst kannst stand standen wert zustand haus raum zimmer gerat
  gerate sensor sensoren grad uhr zeit hey hallo ok als ob wurdest nach vor aus heute gemacht geworden gegangen sein seine ihre unser unsere mein
  meine
`
  .trim()
  .split(/\s+/);
