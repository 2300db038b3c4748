type JsonSchema = { [key: string]: unknown };

type Json = { content: { "application/json": { schema: JsonSchema; example: unknown } } };
type Refused = { description: string; content: { "application/json": { example: { error: { code: string } } } } };
type Operation = {
  summary: string;
  description: string;
  tags: string[];
  requestBody: Json;
  responses: Record<string, Json>;
  parameters?: { name: string; description: string }[];
};
export type Document = {
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  paths: Record<string, { post: Operation }>;
  "x-homeops-feeds": Record<string, { summary: string; input: JsonSchema; item: JsonSchema }>;
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, Refused> };
};

/** The document of the API for people: one page without a script, so that the strictest policy lets it be. */
export function docsPage({ info, tags, paths, components, ...rest }: Document): string {
  const operations = Object.entries(paths);
  const rooms = tags.map(({ name }) => ({
    name,
    commands: operations.filter(([, { post }]) => post.tags.includes(name)),
  }));
  const feeds = Object.entries(rest["x-homeops-feeds"]);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The API of ${text(info.title)} ${text(info.version)}</title>
<link rel="stylesheet" href="docs.css">
</head>
<body>
<nav aria-label="Rooms">
<h1>${text(info.title)} <small>${text(info.version)}</small></h1>
<ul>${rooms.map(({ name, commands }) => `<li><a href="#${text(name)}">${text(name)}</a> <small>${commands.length}</small></li>`).join("")}
<li><a href="#live">live socket</a></li><li><a href="#errors">errors</a></li><li><a href="#shapes">shapes</a></li></ul>
<p><a href="openapi.json">openapi.json</a></p>
</nav>
<main>
<header>${info.description.split("\n").map(paragraph).join("")}</header>
${rooms.map(({ name, commands }) => `<section id="${text(name)}"><h2>${text(name)}</h2>${commands.map(([path, { post }]) => command(path, post)).join("")}</section>`).join("\n")}
<section id="live"><h2>live socket</h2>${paragraph('Connect to `/api/live`, then send `{"id": 1, "type": "subscribe", "feed": "<name>", "input": {}}`: a snapshot comes first, then each change.')}
${feeds.map(([name, { summary, input, item }]) => `<details><summary><code>${text(name)}</code> ${text(summary)}</summary>${fields(input)}${shape("item", item)}</details>`).join("")}</section>
<section id="errors"><h2>errors</h2><table><tr><th>status</th><th>means</th><th>for example</th></tr>${Object.entries(components.responses).map(refusal).join("")}</table></section>
<section id="shapes"><h2>shapes</h2>${Object.entries(components.schemas)
    .map(
      ([id, schema]) =>
        `<details id="shape-${text(id)}"><summary><code>${text(id)}</code></summary>${fields(schema)}</details>`,
    )
    .join("")}</section>
</main>
</body>
</html>
`;
}

function command(path: string, { summary, description, requestBody, responses, parameters = [] }: Operation): string {
  const { schema, example } = requestBody.content["application/json"];
  const answer = responses[200]?.content["application/json"];
  const headers = parameters.map(({ name, description }) => `<p><code>${text(name)}</code>: ${text(description)}.</p>`);
  return `<details id="${text(path)}"><summary><code>POST ${text(path)}</code> ${text(summary)}</summary>
<p>${text(description)}</p>${headers.join("")}
${fields(schema)}<h3>asked</h3>${json(example)}<h3>answered</h3>${shape("as", answer?.schema ?? {})}${json(answer?.example)}</details>`;
}

const refusal = ([status, { description, content }]: [string, Refused]): string =>
  `<tr><td>${status}</td><td>${text(description)}</td><td><code>${text(content["application/json"].example.error.code)}</code></td></tr>`;

function fields(schema: JsonSchema): string {
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((one: JsonSchema) => fields(one)).join("<p>or</p>");
  const { properties = {}, required = [] } = schema as { properties?: Record<string, JsonSchema>; required?: string[] };
  const rows = Object.entries(properties).map(
    ([name, own]) =>
      `<tr><td><code>${text(name)}</code>${required.includes(name) ? "" : " <small>optional</small>"}</td><td>${kind(own)}</td><td>${text(String(own.description ?? ""))}</td></tr>`,
  );
  return rows.length > 0 ? `<table>${rows.join("")}</table>` : `<p>${kind(schema)}</p>`;
}

function kind(schema: JsonSchema): string {
  if (typeof schema.$ref === "string") return link(schema.$ref);
  const among = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (among) return [...new Set(among.map(kind))].join(" or ");
  if (Array.isArray(schema.enum))
    return schema.enum.map((one) => `<code>${text(JSON.stringify(one))}</code>`).join(" ");
  if (schema.const !== undefined) return `<code>${text(JSON.stringify(schema.const))}</code>`;
  if (schema.type === "array") return `list of ${schema.items ? kind(schema.items as JsonSchema) : "anything"}`;
  const limits = (["minimum", "maximum", "minLength", "maxLength"] as const)
    .filter((key) => typeof schema[key] === "number" && Math.abs(schema[key]) < Number.MAX_SAFE_INTEGER)
    .map((key) => `${key} ${schema[key]}`);
  const said = [schema.format ?? [schema.type].flat().join(" or "), ...limits];
  if (schema.default !== undefined) said.push(`default ${JSON.stringify(schema.default)}`);
  return text(said.filter(Boolean).join(", ") || "anything");
}

function link(reference: string): string {
  const id = reference.split("/").at(-1) ?? "";
  return `<a href="#shape-${text(id)}">${text(id)}</a>`;
}

const shape = (word: string, schema: JsonSchema): string => `<p>${word} ${kind(schema)}</p>`;
const json = (value: unknown): string => `<pre>${text(JSON.stringify(value, undefined, 2) ?? "")}</pre>`;
const paragraph = (line: string): string => `<p>${text(line).replaceAll(/`([^`]+)`/g, "<code>$1</code>")}</p>`;

const text = (raw: string): string =>
  raw.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
