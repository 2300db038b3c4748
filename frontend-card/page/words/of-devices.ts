import { devicesDe } from "./devices-de.ts";
import { devicesEn } from "./devices-en.ts";
import { words } from "./words.ts";

/** Loaded with the devices, not with every dashboard. */
export const ofDevices = (): typeof devicesEn => (words.language === "de" ? devicesDe : devicesEn);
