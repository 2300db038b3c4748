import { describe, expect, it } from "vitest";
import { capabilities } from "#server/capabilities.ts";
import type { Command } from "#server/command.ts";
import { understood } from "../understood.ts";
import { openApi } from "./open-api.ts";

type Json = { content: { "application/json": { example: unknown } } };
type Operation = { summary: string; description: string; requestBody: Json; responses: { 200: Json } };
const { paths } = openApi(capabilities) as { paths: Record<string, { post: Operation }> };
const commands: Command[] = capabilities.flatMap(({ commands = [] }) => commands);

describe.each(commands.map((it) => [it.name, it] as const))("%s", (name, { input, output }) => {
  const { summary, description, requestBody, responses } = paths[`/api/${name}`]!.post;

  it("says what it does, and shows an input and an answer that its schemas take", () => {
    expect(summary).toMatch(/^[A-Z].{8,}[^.]$/);
    expect(description).toMatch(/\.$/);
    understood(input, requestBody.content["application/json"].example);
    output.parse(responses[200].content["application/json"].example);
  });
});
