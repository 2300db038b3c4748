import { describe, expect, it } from "vitest";
import { namedInTemplate } from "./references-testing.ts";
import { templateTokens } from "./template-tokens.ts";

describe("a template that looks up what is not there", () => {
  it.each([
    ["{{ states('light.gone') }}", "light.gone"],
    ['{{ states( "light.gone" ) }}', "light.gone"],
    ["{% if is_state('light.gone', 'on') %}x{% endif %}", "light.gone"],
    ["{{ state_attr('light.gone', 'brightness') }}", "light.gone"],
    ["{{ states.light.gone.state }}", "light.gone"],
    ["{{ states['light.gone'].state }}", "light.gone"],
    ["{{ 'light.gone' | states }}", "light.gone"],
    ["{{ expand('light.gone') | list }}", "light.gone"],
    ["{{ area_id('light.gone') }}", "light.gone"],
    ["{{- states('light.gone') -}}", "light.gone"],
    ["{# states('light.other') #}{{ states('light.gone') }}", "light.gone"],
    ["{{ states('light.hall') + states('light.gone') }}", "light.gone"],
    ["{{ states('sensor.old') | float(0) }}", "sensor.old"],
    ["text with }} and {{ states('light.gone') ~ '}}' }}", "light.gone"],
  ])("%s", (text, id) => {
    expect(namedInTemplate(text)).toEqual([`entity ${id}`]);
  });

  it.each([
    "states('light.gone')",
    "{# {{ states('light.gone') }} #}",
    "{% raw %}{{ states('light.gone') }}{% endraw %}",
    "{{ \"states('light.gone')\" }}",
    "{{ has_value('light.gone') and states('light.gone') }}",
    "{{ 'light.gone' | has_value and is_state('light.gone', 'on') }}",
    "{{ states('light.gone') | default('off') }}",
    "{{ states.light.gone is defined and states.light.gone.state == 'on' }}",
    "{% if 'light.gone' in states | map(attribute='entity_id') %}{{ states('light.gone') }}{% endif %}",
    "{{ states('light.gone') | float(0) }}",
    "{{ states('light.gone') | int(default=0) }}",
    "{{ states('light.gone') not in ['unavailable', 'unknown'] }}",
    "{{ is_state('light.gone', 'unavailable') }}",
    "{{ state_attr('light.gone', 'x') is not none }}",
    "{{ states('light.' ~ name) }}",
    "{{ states('light.' + 'gone') }}",
    "{{ states('light.gone' if x else 'light.hall') }}",
    "{{ states(trigger.entity_id) }} {{ this.entity_id }}",
    "{% set id = 'light.gone' %}{{ id }}",
    "{{ ['light.gone', 'light.hall'] | random }}",
    "{{ x.states('light.gone') }}",
    "{{ x | states('light.gone') }}",
    "{% macro states(x) %}{{ x }}{% endmacro %}{{ states('light.gone') }}",
    "{% from 'own.jinja' import states %}{{ states('light.gone') }}",
    "{{ states.light | selectattr('state', 'eq', 'on') | list }}",
    "{{ states.sensor.items() }}",
    "{{ 'light.turn_on' }} {{ log('file.txt') }} {{ value_json.light.gone }}",
    "{{ now().strftime('%H.%M') }} {{ states('sensor.flaky') }}",
    "{{ states('scene.before') }} {{ states('group.all') }}",
    '{{ states("sensor.new") }} {{ states.light.hall.last_changed }}',
    "{{ states('LIGHT.gone') }} {{ states('light') }} {{ states('') }}",
    "{{ area_entities('kitchen') }} {{ area_entities('Küche') }} {{ area_devices('light.hall') }}",
    "{{ label_entities('night') }} {{ floor_areas('Ground') }}",
    "{{ unclosed states('light.x",
    "{{ 'unclosed }}",
    "{%",
    "",
  ])("is silent of %s", (text) => {
    expect(namedInTemplate(text)).toEqual([]);
  });

  it("knows areas, floors and labels by name", () => {
    expect(namedInTemplate("{{ area_entities('attic') }} {{ 'cellar' | floor_areas }}")).toEqual([
      "area attic",
      "floor cellar",
    ]);
  });

  it("reads any text at all to its end", () => {
    const parts = [
      "{{",
      "}}",
      "{%",
      "%}",
      "{#",
      "#}",
      "'",
      '"',
      "\\",
      "states(",
      "'light.gone'",
      ")",
      "|",
      "{% raw %}",
      " ",
      "-",
      "\n",
    ];
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let run = 0; run < 5_000; run++) {
      const text = Array.from({ length: next(12) }, () => parts[next(parts.length)]).join("");
      const tokens = templateTokens(text);
      expect(tokens.length).toBeLessThanOrEqual(text.length + 2);
      for (const { kind, text: one } of tokens) if (kind !== "edge") expect(text).toContain(one);
    }
  });
});
