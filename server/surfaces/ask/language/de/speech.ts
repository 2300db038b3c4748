import type { Speech } from "../speech.ts";

export const speech: Speech = {
  clock: (hour, minute) => `${hour} Uhr${minute === 0 ? "" : ` ${minute}`}`,
  units: {
    "°C": "Grad",
    "°F": "Grad",
    "%": "Prozent",
    kWh: "Kilowattstunden",
    Wh: "Wattstunden",
    kW: "Kilowatt",
    W: "Watt",
    V: "Volt",
    kV: "Kilovolt",
    A: "Ampere",
    "km/h": "Kilometer pro Stunde",
    "m/s": "Meter pro Sekunde",
    mm: "Millimeter",
    "m³": "Kubikmeter",
    L: "Liter",
    ppm: "Teile pro Million",
    lx: "Lux",
    hPa: "Hektopascal",
    s: "Sekunden",
  },
  months: ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
};
