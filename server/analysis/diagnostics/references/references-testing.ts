import { refersToNothing } from "../checks/refers-to-nothing.ts";
import { ago, house } from "../testing.ts";

const names = (text: string) => new Map([[text, [text === "kitchen" ? "Küche" : text]]]);
export const HALL = "0123456789abcdef0123456789abcdef";
export const LOST = "f".repeat(32);
const actions = new Set(["homeassistant.turn_on", "light.turn_on", "notify.mobile_app_anna", "mqtt.publish"]);
const gone = new Map([
  ["sensor.old", { at: ago(24 * 30), wasRegistered: true, now: "sensor.new" }],
  ["sensor.flaky", { at: ago(24), wasRegistered: false, now: undefined }],
  ["sensor.forgotten", { at: ago(24 * 30), wasRegistered: false, now: undefined }],
]);

/** A house in which little is there. */
export const built = () =>
  house()
    .with("automation.a", { state: "on" })
    .with("light.hall")
    .with("sensor.new")
    .with("script.here")
    .with("sensor.outside", { is_disabled: true })
    .integration("hue", { domain: "hue", title: "Hue bridge", state: "setup_error" })
    .integration("meter", { domain: "pulse_meter", title: "Meter", state: "not_loaded", isDisabled: true })
    .named({
      ...{ devices: names(HALL), areas: names("kitchen"), floors: names("ground"), labels: names("night") },
      ...{ actions, gone },
    });

/** What is said to be missing: entity light.gone. */
export const missing = (at: ReturnType<typeof built>): string[] =>
  refersToNothing
    .look(at.now())
    .flatMap(({ evidence }) =>
      (evidence as { missing: { what: string; id: string }[] }).missing.map(({ what, id }) => `${what} ${id}`),
    );
export const namedInAutomation = (configuration: object) => missing(built().configured("automation.a", configuration));
export const namedInTemplate = (text: string) =>
  namedInAutomation({ actions: [{ action: "mqtt.publish", data: { payload: text } }] });
export const namedInDashboard = (config: object) => missing(built().dashboard("main", config));
export const namedInCard = (card: object) => namedInDashboard({ views: [{ title: "Upstairs", cards: [card] }] });
