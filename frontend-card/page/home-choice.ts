import { html, nothing } from "lit";
import type { SystemStatus } from "#server/surfaces/system/contract.ts";
import { linkTo } from "./address.ts";
import { words } from "./words/words.ts";

type Choice = { status: SystemStatus; home: number; place: string };

/** Several homes: one at a time is looked at. */
export function homeChoice({ status: { connections }, home, place }: Choice) {
  if (connections.length < 2) return nothing;
  return html`
    <nav class="homes" aria-label=${words.page.home}>
      ${connections.map(
        (one) =>
          html`<a
            class="button"
            href=${linkTo(place, { home: String(one.home) })}
            aria-current=${one.home === home ? "true" : nothing}
            >${one.name}</a
          >`,
      )}
    </nav>
  `;
}
