/** Which vectors may be compared with each other: those of one model in one revision. */
export type Model = { readonly name: string; readonly revision: string; readonly width: number };

/** Makes vectors of texts, each of length one. */
export interface Embedder {
  /** @throws Refusal where a provider cannot be asked for it */
  model(): Promise<Model>;
  /**
   * One vector a text, in their order.
   * @throws Refusal `embedding_away`, `embedding_refused`, `embedding_changed`
   */
  embed(texts: readonly string[], within?: { seconds: number }): Promise<Float32Array[]>;
  /** How well each word of the query is met by one of the text's, 0 to 1: what the sum of a text's words blurs. None where words have no vectors of their own. */
  met?(query: string, texts: readonly string[]): number[];
}

export function unitLength(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}
