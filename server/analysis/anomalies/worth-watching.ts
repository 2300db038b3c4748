/** What is measured of the world around, and neither counted, foretold nor told by a device of itself: others judge those. */
const CLASSES = new Set([
  ...["temperature", "humidity", "absolute_humidity", "moisture", "pressure", "atmospheric_pressure"],
  ...["carbon_dioxide", "carbon_monoxide", "volatile_organic_compounds", "volatile_organic_compounds_parts"],
  ...["pm1", "pm25", "pm10", "nitrogen_dioxide", "ozone", "ph", "conductivity", "illuminance", "sound_pressure"],
  ...["power", "apparent_power", "current", "voltage", "frequency"],
]);
/** These follow what somebody switches on: their ups and downs, and single high readings, are what they are for. */
const SWITCHED = new Set(["power", "apparent_power", "current", "sound_pressure", "illuminance"]);
/** Forecasts, the computer itself, and what is computed of other sensors, which would be said twice. */
const PLATFORMS = new Set([
  ...[
    "met",
    "openweathermap",
    "accuweather",
    "weatherflow_cloud",
    "dwd_weather_warnings",
    "pirateweather",
    "forecast_solar",
  ],
  ...["systemmonitor", "glances", "proxmoxve", "hassio", "synology_dsm", "unifi", "netdata", "mobile_app"],
  ...["min_max", "statistics", "derivative", "filter", "group", "utility_meter", "integration", "template", "trend"],
  ...["demo", "random", "homeops"],
]);

interface Told {
  readonly device_class: string | null;
  readonly platform: string | null;
  readonly category: string | null;
}

/** Whether a series of numbers deserves to be watched. */
export const isWorthWatching = ({ device_class, platform, category }: Told): boolean =>
  device_class !== null && CLASSES.has(device_class) && category === null && !PLATFORMS.has(platform ?? "");

/** Whether spikes and unrest say anything of it. */
export const isSwitched = (device_class: string | null): boolean => SWITCHED.has(device_class ?? "");
