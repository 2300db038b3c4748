import { offered } from "../cards/offered.ts";
import { define } from "../page/look/define.ts";
import { dashboard, speak } from "../page/words/words.ts";
import { dashboardOf } from "./dashboard.ts";
import type { Registries } from "./registries.ts";

const REGISTRIES = ["areas", "floors", "devices", "entities"] as const;

/** Home Assistant asks the class, and never shows the element. */
class HomeopsDashboardStrategy extends HTMLElement {
  /** Nothing of it is to be edited; Home Assistant then offers to take control of the dashboard instead. */
  static readonly noEditor = true;
  static readonly registryDependencies = REGISTRIES;

  static async generate(_: object, hass: Registries) {
    speak(hass.locale.language);
    return dashboardOf(hass, dashboard);
  }

  /** Where somebody chooses this dashboard in the dialog for a new one. */
  static getCreateSuggestions(hass: Registries) {
    speak(hass.locale.language);
    return { title: dashboard.title, icon: "mdi:history" };
  }

  /** Asked at each change of anything at home, so that it compares what is there by identity. */
  static shouldRegenerate(_: object, before: Registries, now: Registries): boolean {
    const isOther = REGISTRIES.some((registry) => before[registry] !== now[registry]);
    return isOther || before.locale.language !== now.locale.language;
  }
}

declare global {
  interface Window {
    customStrategies?: object[];
  }
}

define("ll-strategy-dashboard-homeops", HomeopsDashboardStrategy);
window.customStrategies ??= [];
window.customStrategies.push(offered({ type: "homeops", strategyType: "dashboard" }, () => dashboard));
