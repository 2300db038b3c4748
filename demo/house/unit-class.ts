/** What a unit can be converted within. Source: homeassistant/util/unit_conversion.py and the sensor's UNIT_CONVERTERS */
const byDeviceClass: Record<string, string> = {
  apparent_power: "apparent_power",
  atmospheric_pressure: "pressure",
  battery: "unitless",
  current: "electric_current",
  data_rate: "data_rate",
  data_size: "information",
  distance: "distance",
  duration: "duration",
  energy: "energy",
  energy_storage: "energy",
  frequency: "frequency",
  gas: "volume",
  humidity: "unitless",
  power: "power",
  power_factor: "unitless",
  precipitation: "distance",
  precipitation_intensity: "speed",
  pressure: "pressure",
  reactive_power: "reactive_power",
  speed: "speed",
  temperature: "temperature",
  voltage: "voltage",
  volume: "volume",
  volume_flow_rate: "volume_flow_rate",
  water: "volume",
  weight: "mass",
  wind_speed: "speed",
};

const byUnit: Record<string, string> = { "%": "unitless" };

export const unitClassOf = (deviceClass: unknown, unit: unknown): string | null =>
  byDeviceClass[String(deviceClass)] ?? byUnit[String(unit)] ?? null;
