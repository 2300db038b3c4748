const BRIGHTNESS = ["auto", "light", "dark"] as const;
export type Brightness = (typeof BRIGHTNESS)[number];

const KEY = "homeops-brightness";

export const keptBrightness = (): Brightness => BRIGHTNESS.find((one) => one === localStorage.getItem(KEY)) ?? "auto";

/** Kept in this browser. */
export function setBrightness(brightness: Brightness): void {
  localStorage.setItem(KEY, brightness);
  if (brightness === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = brightness;
}

export const nextBrightness = (brightness: Brightness): Brightness =>
  BRIGHTNESS[(BRIGHTNESS.indexOf(brightness) + 1) % BRIGHTNESS.length] ?? "auto";
