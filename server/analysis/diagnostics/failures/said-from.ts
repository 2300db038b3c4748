/** What is likelier than this counts as said: it is what hits and misses are counted of. */
export const SAID_FROM = 0.3;
