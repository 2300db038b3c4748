const PLACES =
  "kitchen,hall,living room,bedroom,bathroom,garage,garden,study,attic,cellar,utility room,landing,nursery,guest room,dining room,shed,porch,terrace,balcony,workshop";
const THINGS =
  "ceiling light,floor lamp,door,window,blind,motion sensor,leak sensor,smoke alarm,radiator,fan,speaker,television,plug,camera,lock,thermostat,freezer,washing machine,vacuum,doorbell,humidifier,curtain,heater,printer,router,charger,fridge,pump,siren,coffee machine,dryer,dishwasher,oven,tablet,remote,projector,desk lamp,night light,gate,valve,mailbox,sprinkler,mower,piano lamp,fish tank,bell,kettle,boiler,aquarium,bench";
const DOINGS =
  "turned on,turned off,opened,closed,became unavailable,came back,noticed motion,was locked,was unlocked,started,finished,is wet,is dry,set to heat,was pressed,started playing,stopped playing,battery is low,is charging,restarted";
const DETAILS =
  "by Anna,by Ben,at dawn,at dusk,in the night,by the schedule,by voice,by the automation,after a restart,for the guests,because of rain,while away,from the phone,from the wall,on holiday,in the morning,at noon,in the evening,by the child,by the neighbour";

export type Saying = { entity: number; text: string; kind: string };
export type Thing = { name: string; area: string };

/** A thousand things in twenty rooms. */
export const things: readonly Thing[] = PLACES.split(",").flatMap((area) =>
  THINGS.split(",").map((thing) => ({ name: `${area} ${thing}`, area })),
);

/** Each thing does twenty things in twenty ways; spread, so that the first n are of all things. */
export function* sayings(): Generator<Saying> {
  const doings = DOINGS.split(",").flatMap((doing) => DETAILS.split(",").map((detail) => ({ doing, detail })));
  for (const { doing, detail } of doings)
    for (const [entity, { name }] of things.entries())
      yield { entity, text: `${capital(name)} ${doing} ${detail}`, kind: doing.replaceAll(" ", "_") };
}

/** As people ask: a place and a thing in other words, sometimes misspelt. */
export const asked = [
  "water on the floor downstairs",
  "somebody at the front",
  "garage door left open",
  "lamp in the kitchen",
  "hoover started in the living room",
  "washing finished",
  "freezr not reachable",
  "who unlocked the shed",
  "heating in the nursery",
  "music in the dining room at night",
  "movement in the cellar while away",
  "dryer done by the schedule",
  "smoke upstairs",
  "phone charger turned off",
  "wet in the bathroom",
  "guest room window opened because of rain",
  "attic fan",
  "kettle by voice",
  "rebooted router",
  "telly stopped in the evening",
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
