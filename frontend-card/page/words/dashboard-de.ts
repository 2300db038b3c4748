import type { dashboardEn } from "./dashboard-en.ts";

export const dashboardDe: typeof dashboardEn = {
  name: "HomeOps: das Gedächtnis deines Zuhauses",
  about: "Was heute und in jedem Raum geschehen ist, was dein Zuhause misst, und Antworten auf deine Fragen.",
  title: "Gedächtnis",
  today: "Heute",
  health: "Zustand",
  elsewhere: "Anderswo",
  measured: "Messwerte",
  kinds: {
    temperature: "Temperatur",
    humidity: "Luftfeuchte",
    power: "Leistung",
    energy: "Energie",
    carbon_dioxide: "Kohlendioxid",
    pm25: "Feinstaub",
    illuminance: "Helligkeit",
    pressure: "Luftdruck",
    moisture: "Feuchtigkeit",
    wind_speed: "Wind",
    precipitation: "Niederschlag",
    voltage: "Spannung",
    current: "Strom",
    water: "Wasser",
    gas: "Gas",
  },
};
