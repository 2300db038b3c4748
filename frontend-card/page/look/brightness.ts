const BRIGHTNESS = ["auto", "light", "dark"] as const;
export type Brightness = (typeof BRIGHTNESS)[number];

/** What a browser paints around the page: the background of look/theme.ts. */
const PAPER = { light: "#fafafa", dark: "#111111" };
const KEY = "homeops-brightness";

export const keptBrightness = (): Brightness => BRIGHTNESS.find((one) => one === localStorage.getItem(KEY)) ?? "auto";

/** Kept in this browser. */
export function setBrightness(brightness: Brightness): void {
  localStorage.setItem(KEY, brightness);
  if (brightness === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = brightness;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes("dark") ? "dark" : "light";
    meta.content = PAPER[brightness === "auto" ? own : brightness];
  }
}

export const nextBrightness = (brightness: Brightness): Brightness =>
  BRIGHTNESS[(BRIGHTNESS.indexOf(brightness) + 1) % BRIGHTNESS.length] ?? "auto";
