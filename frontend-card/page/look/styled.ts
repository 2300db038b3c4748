import { noChange } from "lit";
import { Directive, directive, type ElementPart } from "lit/directive.js";

type Styles = Readonly<Record<string, string>>;

/**
 * Styles of one element, by the name of their property: `<i ${styled({ left: "4px" })}>`. Lit's own styleMap writes them into the markup at first, which the
 * page's policy forbids.
 */
class Styled extends Directive {
  #before: Styles = {};

  override render(_styles: Styles) {
    return noChange;
  }

  override update({ element }: ElementPart, [styles]: [Styles]) {
    const { style } = element as HTMLElement;
    for (const name of Object.keys(this.#before)) if (!(name in styles)) style.removeProperty(name);
    for (const [name, value] of Object.entries(styles)) style.setProperty(name, value);
    this.#before = styles;
    return noChange;
  }
}

export const styled = directive(Styled);
