/** A bug as log fields: stacks of the error and its causes. Not the errors themselves: those of a database carry row values. */
export function failure(error: unknown): { failure: string; sqlState?: string } {
  const chain: string[] = [];
  for (let at = error; at !== undefined && chain.length < 5; at = at instanceof Error ? at.cause : undefined) {
    chain.push(at instanceof Error ? (at.stack ?? at.message) : String(at));
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return { failure: chain.join("\ncaused by "), ...(code && { sqlState: code }) };
}
