let chosen: string | undefined;

/** In which manner dates and numbers are written; until somebody chooses, that of this browser. */
export function chooseLocale(locale: string): void {
  chosen = locale;
}

export const locale = (): string | undefined => chosen;

/** Made once for each locale, because making a format costs more than a hundred uses. */
export function inLocale<Formats>(make: (locale: string | undefined) => Formats): () => Formats {
  const made = new Map<string | undefined, Formats>(); // by locale
  return () => {
    const formats = made.get(chosen) ?? make(chosen);
    made.set(chosen, formats);
    return formats;
  };
}
