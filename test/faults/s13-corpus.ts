/** What a device, a person or a neighbour may call a thing: each runs `ran()` where it is taken for markup or for a script. */
export const markups: readonly string[] = [
  '<img src=x onerror="ran(0)">',
  "<script>ran(1)</script>",
  '"><svg onload="ran(2)"></svg>',
  "'-ran(3)-'",
  "</style><script>ran(4)</script>",
  '<iframe srcdoc="<script>parent.ran(5)</script>"></iframe>',
  '<details open ontoggle="ran(6)">x</details>',
  "javascript:ran(7)",
  "$" + "{ran(8)}",
  "{{ ran(9) }}<math><mtext></p><img src=x onerror=ran(9)>",
  '<input autofocus onfocus="ran(10)">',
  "[x](javascript:ran(11))",
  "&lt;img src=x onerror=ran(12)&gt;",
  '--><img src=x onerror="ran(13)"><!--?lit$',
];

/** Runs in the page: what only markup out of a text could have made, within our own elements. */
export function madeOfMarkup(): string[] {
  const made = "script, iframe, img, details, math, [onerror], [onload], [onfocus], [ontoggle], a[href^='javascript']";
  const found: string[] = [];
  look(document, false);
  return found;

  function look(root: Document | ShadowRoot, isWithin: boolean): void {
    for (const element of root.querySelectorAll("*")) {
      const isOurs = isWithin || element.localName.startsWith("homeops-");
      if (isOurs && element.matches(made)) found.push(element.outerHTML.slice(0, 200));
      if (element.shadowRoot) look(element.shadowRoot, isOurs);
    }
  }
}
