import { html, nothing } from "lit";
import { box, boxes } from "../look/boxes.ts";
import type { Choice } from "../look/choice.ts";
import { field } from "../look/field.ts";
import { icon } from "../look/icons.ts";
import { ofKinds, ofRules } from "../words/of-rules.ts";
import { findings } from "../words/words.ts";
import type { RuleFaults } from "./rule-faults.ts";
import { type Rule, type RuleNames, thingNamed } from "./rule-names.ts";
import { kindNamed } from "./rule-told.ts";

export type ChangeRule = (part: Partial<Rule>) => void;
type Severity = Rule["severities"][number];
type Mode = Rule["modes"][number];

const EVENT = "event:";
const NIGHT = { from: "22:00", until: "07:00" };

/** Of what a rule tells: kinds, how bad, where, and of which thing. */
export function ruleWhat(rule: Rule, names: RuleNames, change: ChangeRule) {
  const { form: say } = ofRules();
  return html`<fieldset class="part">
    <legend>${say.what}</legend>
    ${kinds(rule, change)} ${severities(rule, change)} ${areas(rule, names, change)} ${things(rule, names, change)}
  </fieldset>`;
}

/** How the home must be, and at which hour. */
export function ruleWhen({ modes, between }: Rule, faults: RuleFaults, change: ChangeRule) {
  const { form: say, modeNames } = ofRules();
  const isMode = (value: string): value is Mode => value in modeNames;
  return html`<fieldset class="part">
    <legend>${say.when}</legend>
    ${boxes({
      ...{ legend: say.modes, help: say.anyMode, choices: Object.entries(modeNames), chosen: modes },
      choose: (chosen) => change({ modes: chosen.filter(isMode) }),
    })}
    <div>
      ${box(say.between, between !== null, (isOn) => change({ between: isOn ? NIGHT : null }))}
      ${
        between
          ? html`<div class="fields inset">
              ${field({ id: "from", label: say.from, type: "time", value: between.from, enter: (from) => change({ between: { ...between, from } }), wrong: faults.from })}
              ${field({ id: "until", label: say.until, type: "time", value: between.until, enter: (until) => change({ between: { ...between, until } }), wrong: faults.until })}
            </div>`
          : nothing
      }
    </div>
  </fieldset>`;
}

function kinds({ kinds: chosen }: Rule, change: ChangeRule) {
  const { form: say } = ofRules();
  const { dangers, checks } = ofKinds();
  const events = chosen.filter((kind) => kind.startsWith(EVENT));
  const named = { ...dangers, ...checks };
  const others = chosen
    .filter((kind) => !(kind in named) && !kind.startsWith(EVENT))
    .map((kind): Choice => [kind, kindNamed(kind)]);
  const choose = (wanted: string[]) => change({ kinds: wanted });
  const enterEvents = (text: string) =>
    choose([...chosen.filter((kind) => !kind.startsWith(EVENT)), ...eventsIn(text).map((type) => `${EVENT}${type}`)]);
  return html`<details>
    <summary>${say.kinds} <span class="quiet">${chosen.length === 0 ? say.allKinds : say.someKinds(chosen.length)}</span> ${icon("down")}</summary>
    <p class="help">${say.kindsHelp}</p>
    ${boxes({ legend: say.dangers, choices: Object.entries(dangers), chosen, choose })}
    ${boxes({ legend: say.checks, choices: Object.entries(checks), chosen, choose })}
    ${others.length > 0 ? boxes({ legend: say.others, choices: others, chosen, choose }) : nothing}
    ${onceEntered({ id: "events", label: say.events, help: say.eventsHelp, value: events.map((one) => one.slice(EVENT.length)).join(", ") }, enterEvents)}
  </details>`;
}

const eventsIn = (text: string): string[] => [...new Set(text.split(/[,\s]+/).filter(Boolean))];

type Text = { id: string; label: string; help: string; value: string };

/** A text that is taken once it is entered, not at each letter: it is written anew from what was understood. */
const onceEntered = ({ id, label, help, value }: Text, enter: (text: string) => void) => html`<div class="field">
  <label for=${id}>${label}</label>
  <input id=${id} autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="${id}-help" .value=${value}
    @change=${({ target }: Event) => target instanceof HTMLInputElement && enter(target.value)} />
  <p id="${id}-help" class="help">${help}</p>
</div>`;

function severities({ severities: chosen }: Rule, change: ChangeRule) {
  const { form: say } = ofRules();
  const isSeverity = (value: string): value is Severity => value in findings.severities;
  return boxes({
    ...{ legend: say.severities, help: say.anySeverity, choices: Object.entries(findings.severities), chosen },
    choose: (wanted) => change({ severities: wanted.filter(isSeverity) }),
  });
}

function areas({ areas: chosen }: Rule, names: RuleNames, change: ChangeRule) {
  const { form: say } = ofRules();
  const gone = chosen.filter((id) => !names.areas.has(id)).map((id): Choice => [id, id]);
  const choices = [...names.areas, ...gone];
  if (choices.length === 0) return nothing;
  const shown = chosen.map((id) => names.areas.get(id) ?? id).join(", ");
  return html`<details>
    <summary>${say.areas} <span class="quiet">${shown || say.anywhere}</span> ${icon("down")}</summary>
    ${boxes({ legend: say.inAreas, choices, chosen, choose: (wanted) => change({ areas: wanted }) })}
  </details>`;
}

function things({ subjects }: Rule, names: RuleNames, change: ChangeRule) {
  const { form: say } = ofRules();
  const add = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    const thing = names.things.find(({ told }) => told === target.value.trim());
    target.setCustomValidity(thing || target.value === "" ? "" : say.unknownThing);
    target.reportValidity();
    if (!thing) return;
    target.value = "";
    change({ subjects: [...new Set([...subjects, thing.value])] });
  };
  const take = (id: string) => () => change({ subjects: subjects.filter((one) => one !== id) });
  return html`<div class="field">
    <label for="thing">${say.things}</label>
    <input id="thing" list="things" autocomplete="off" aria-describedby="thing-help" @change=${add} />
    <datalist id="things">${names.things.map(({ told }) => html`<option value=${told}></option>`)}</datalist>
    <p id="thing-help" class="help">${say.thingsHelp}</p>
    <ul class="taken">
      ${subjects.map(
        (id) => html`<li>
          <span>${thingNamed(names, id)}</span>
          <button type="button" class="round" aria-label=${say.take(thingNamed(names, id))} @click=${take(id)}>${icon("close")}</button>
        </li>`,
      )}
    </ul>
  </div>`;
}
