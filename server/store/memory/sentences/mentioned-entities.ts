/** What looks like an entity id in these texts. */
export const mentionedEntities = (texts: readonly string[]): string[] => [
  ...new Set(texts.join(" ").match(/\b[a-z_]+\.[a-z0-9_]+\b/g) ?? []),
];
