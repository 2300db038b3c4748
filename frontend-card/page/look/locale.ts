export const DATE_ORDERS = ["DMY", "MDY", "YMD"] as const;

/** In which manner dates, times and numbers are written; what is left out is as this browser has it. */
export interface Manner {
  /** A locale: the language of dates, and whether they count twelve or twenty-four hours. */
  dates?: string | undefined;
  /** A locale: which signs a number has. */
  numbers?: string | undefined;
  isGrouped?: boolean;
  /** Dates are then written in numbers, in this order. */
  order?: (typeof DATE_ORDERS)[number] | undefined;
  timeZone?: string | undefined;
}

let chosen: Manner = {};
let key = "";

/** Answers whether it is another manner than before. */
export function chooseManner(manner: Manner): boolean {
  const wanted = JSON.stringify(manner);
  if (wanted === key) return false;
  [chosen, key] = [manner, wanted];
  return true;
}

export const manner = (): Manner => chosen;
export const locale = (): string | undefined => chosen.dates;

/** Made once for each manner, because making a format costs more than a hundred uses. */
export function inManner<Formats>(make: (manner: Manner) => Formats): () => Formats {
  const made = new Map<string, Formats>(); // by manner
  return () => {
    const formats = made.get(key) ?? make(chosen);
    made.set(key, formats);
    return formats;
  };
}
