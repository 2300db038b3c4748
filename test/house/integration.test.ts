import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

/** What hassfest and HACS demand of an integration; hassfest itself is in no package (script/hassfest of home-assistant/core). */
const HERE = "custom_components/homeops";
const text = (name: string) => readFileSync(path.join(HERE, name), "utf8");
const json = (name: string) => JSON.parse(text(name));
const sources = globSync(`${HERE}/*.py`).map((file) => ({
  file: path.basename(file),
  code: readFileSync(file, "utf8"),
}));
const size = (name: string) => {
  const bytes = readFileSync(path.join(HERE, "brand", name));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

const MANIFEST_KEYS = new Set([
  ...["domain", "name", "after_dependencies", "codeowners", "config_flow", "dependencies", "documentation"],
  ...["integration_type", "iot_class", "issue_tracker", "loggers", "requirements", "single_config_entry", "version"],
]);
/** Source: script/hassfest/dependencies.py, ALLOWED_USED_COMPONENTS: platforms, and what every Core has. */
const ALWAYS_THERE = new Set([
  ...["binary_sensor", "button", "conversation", "event", "sensor", "system_health", "websocket_api", "frontend"],
  ...["homeassistant", "automation", "llm", "diagnostics", "repairs"],
]);

/** Each text of a translation by its path. */
function textsIn(table: object, above = ""): [string, string][] {
  return Object.entries(table).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${above}${key}`, value]] : textsIn(value, `${above}${key}.`),
  );
}
const placeholders = (said: string) => [...said.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe("the manifest", () => {
  const manifest = json("manifest.json");

  it("has its keys in the order that hassfest wants, and no others", () => {
    const keys = Object.keys(manifest);
    const [domain, name, ...rest] = keys;
    expect([domain, name]).toEqual(["domain", "name"]);
    expect(rest).toEqual(rest.toSorted());
    expect(keys.filter((key) => !MANIFEST_KEYS.has(key))).toEqual([]);
  });

  it("says what HACS needs to know", () => {
    expect(manifest).toMatchObject({ domain: "homeops", config_flow: true, iot_class: "local_push", requirements: [] });
    expect(manifest.integration_type).toBe("service");
    for (const key of ["documentation", "issue_tracker"]) expect(manifest[key]).toMatch(/^https:\/\//);
    expect(manifest.codeowners).toContainEqual(expect.stringMatching(/^@/));
    expect(JSON.parse(readFileSync("hacs.json", "utf8"))).toEqual({
      ...{ name: "HomeOps", homeassistant: expect.any(String), render_readme: true },
      ...{ zip_release: true, filename: "homeops.zip" }, // with the cards, which are built
    });
    const released = readFileSync(".github/workflows/publish.yaml", "utf8");
    expect(released).toMatch(/npm run page\n[\s\S]*homeops\.zip[\s\S]*gh release create "\$VERSION" homeops\.zip/);
    expect(readdirSync("custom_components").filter((name) => !name.startsWith("_"))).toEqual(["homeops"]);
  });

  it("names every component that is used", () => {
    const named = new Set([...(manifest.dependencies ?? []), ...(manifest.after_dependencies ?? [])]);
    const own = new Set(sources.map(({ file }) => file.replace(".py", "")));
    const used = sources.flatMap(({ file, code }) =>
      [...code.matchAll(/^from homeassistant\.components(?:\.(\w+))? import (.*)$/gm)].flatMap(
        ([, component, names = ""]) =>
          (component ? [component] : names.split(",").map((one) => one.trim().split(" ")[0] ?? "")).map((one) => ({
            file,
            one,
          })),
      ),
    );
    expect(used.filter(({ one }) => !named.has(one) && !own.has(one) && !ALWAYS_THERE.has(one))).toEqual([]);
  });
});

describe("its words", () => {
  const english = json("translations/en.json");
  const texts = textsIn(english);

  it("are whole in each language, with the same placeholders", () => {
    for (const file of readdirSync(path.join(HERE, "translations"))) {
      const others = new Map(textsIn(json(`translations/${file}`)));
      expect([...others.keys()].toSorted(), file).toEqual(texts.map(([key]) => key).toSorted());
      for (const [key, said] of texts)
        expect(placeholders(others.get(key) ?? ""), `${file} ${key}`).toEqual(placeholders(said));
    }
  });

  it("are plain: no HTML, no quoted placeholders, no spaces around", () => {
    for (const [key, said] of texts) {
      expect(said, key).not.toMatch(/<[a-z]|'\{|^\s|\s$/i);
      expect(key).toMatch(/^[a-z0-9_.-]+$/);
    }
    expect(readdirSync(HERE)).not.toContain("strings.json"); // Core's own only
  });

  it("are there for each key that the code names, and describe only fields that are", () => {
    const { entity, exceptions, issues, selector } = english;
    const known = new Set(
      [entity, { exceptions, issues, selector }]
        .flatMap((one) => Object.values(one))
        .flatMap((one) => Object.keys(one as object)),
    );
    const named = sources.flatMap(({ code }) =>
      [...code.matchAll(/translation_key="(\w+)"/g)].map(([, key]) => key ?? ""),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((key) => !known.has(key))).toEqual([]);
    const steps = { ...english.config.step, ...english.options.step } as Record<string, Record<string, object>>;
    for (const [step, { data = {}, data_description = {} }] of Object.entries(steps))
      expect(Object.keys(data_description), step).toEqual(Object.keys(data));
  });

  it("have icons, of Material Design, another where the state is", () => {
    const { entity } = json("icons.json") as {
      entity: Record<string, Record<string, { default: string; state?: Record<string, string> }>>;
    };
    for (const [platform, icons] of Object.entries(entity)) {
      expect(Object.keys(icons).toSorted(), platform).toEqual(Object.keys(english.entity[platform]).toSorted());
      for (const { default: usual, state = {} } of Object.values(icons)) {
        for (const icon of [usual, ...Object.values(state)]) expect(icon).toMatch(/^mdi:[a-z0-9-]+$/);
        expect(Object.values(state)).not.toContain(usual);
      }
    }
  });
});

it("has brand images of the sizes that Home Assistant shows", () => {
  expect(size("icon.png")).toEqual([256, 256]);
  expect(size("icon@2x.png")).toEqual([512, 512]);
  const [width = 0, height = 0] = size("logo.png");
  expect(height).toBeGreaterThanOrEqual(128);
  expect(height).toBeLessThanOrEqual(256);
  expect(size("logo@2x.png")).toEqual([2 * width, 2 * height]);
});

it("says of each rule of the quality scale how it stands, and why where it is not done", () => {
  const { rules } = parse(text("quality_scale.yaml")) as {
    rules: Record<string, string | { status: string; comment?: string }>;
  };
  expect(Object.keys(rules)).toHaveLength(54);
  for (const [rule, standing] of Object.entries(rules)) {
    if (standing === "done") continue;
    expect(standing, rule).toMatchObject({
      status: expect.stringMatching(/^(todo|exempt)$/),
      comment: expect.stringMatching(/\.$/),
    });
  }
});

it("tells in its table what the quality scale says, and names files that are there", () => {
  const { rules } = parse(text("quality_scale.yaml")) as {
    rules: Record<string, string | { status: string; comment?: string }>;
  };
  const page = readFileSync("docs/quality-scale.md", "utf8");
  const rows = [...page.matchAll(/^\| ([a-z-]+) \| (done|exempt|todo) \| (.+) \|$/gm)];
  expect(rows.map(([, rule]) => rule)).toEqual(Object.keys(rules));
  for (const [, rule = "", status, where = ""] of rows) {
    const standing = rules[rule];
    expect(typeof standing === "string" ? standing : standing?.status, rule).toBe(status);
    if (typeof standing === "object") expect(where).toBe(standing.comment);
    else for (const [, file = ""] of where.matchAll(/`([^`]+)`/g)) expect(existsSync(file), file).toBe(true);
  }
});

it("counts the rules about actions as done when there are some, and not before", () => {
  const { rules } = parse(text("quality_scale.yaml")) as { rules: Record<string, unknown> };
  const hasActions = readdirSync(HERE).includes("services.yaml");
  for (const rule of ["action-setup", "docs-actions"]) expect(rules[rule] === "done", rule).toBe(hasActions);
});

it("lets no platform ask its server in parallel without having thought of it", () => {
  const platforms = sources.filter(({ code }) => code.includes("AddConfigEntryEntitiesCallback,"));
  expect(platforms.length).toBeGreaterThanOrEqual(4);
  expect(platforms.filter(({ code }) => !/^PARALLEL_UPDATES = \d$/m.test(code)).map(({ file }) => file)).toEqual([]);
});
