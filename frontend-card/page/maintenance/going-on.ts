import { html, nothing } from "lit";
import { dayAndTimeOf } from "../look/moments.ts";
import { ofCare } from "../words/of-care.ts";
import type { Maintenance, PlacesNamed } from "./places-named.ts";

interface GoingOn {
  readonly items: readonly Maintenance[];
  readonly names: PlacesNamed;
  readonly isBusy: boolean;
  /** Undefined where it is not for this person to say that it is over. */
  readonly end: ((maintenance: number) => void) | undefined;
}

/** What is worked on or will be, and holidays; each with a button that ends it. */
export const goingOn = ({ items, names, isBusy, end }: GoingOn) => {
  const say = ofCare();
  return html`<ul>
    ${items.map((item) => {
      const name = nameOf(item, names);
      const { from, until, is_now, by, why } = item;
      const when = is_now ? say.until(dayAndTimeOf(until)) : say.span(dayAndTimeOf(from), dayAndTimeOf(until));
      const about = [when, by ? say.by(by) : "", why].filter(Boolean).join(" · ");
      return html`<li>
        <span class="what"><b>${name}</b><span class="quiet">${about}</span></span>
        ${
          end
            ? html`<button class="button plain" aria-label=${say.endOf(name)} ?disabled=${isBusy} @click=${() => end(item.maintenance)}>
                ${say.end}
              </button>`
            : nothing
        }
      </li>`;
    })}
  </ul>`;
};

function nameOf({ kind, area, device }: Maintenance, { areas, devices }: PlacesNamed): string {
  const say = ofCare();
  if (kind === "holiday") return say.away;
  if (area !== null) return say.workOn(areas.get(area) ?? area);
  return say.workOn(device === null ? say.home : (devices.get(device) ?? device));
}
