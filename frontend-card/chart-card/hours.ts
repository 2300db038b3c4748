export const USUAL_HOURS = 24;
/** A year with its leap day. */
export const LONGEST_HOURS = 8_784;
