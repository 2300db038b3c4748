import { channelsDe } from "./channels-de.ts";
import { channelsEn } from "./channels-en.ts";
import { words } from "./words.ts";

/** Loaded with the ways on which somebody is told. */
export const ofChannels = (): typeof channelsEn => (words.language === "de" ? channelsDe : channelsEn);
