/** A bundle that is loaded twice, as a dashboard may, must not throw at its second definition. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
