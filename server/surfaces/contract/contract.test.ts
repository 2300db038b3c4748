import { describe, expect, it } from "vitest";
import { z } from "zod";
import { capabilities } from "#server/capabilities.ts";
import { command } from "#server/command.ts";
import { openApi } from "./open-api.ts";
import { staleFiles } from "./written.ts";

const Moment = z.object({ at: z.string(), shown: z.boolean().default(true) }).meta({ id: "Moment" });
const commands = [
  command({
    name: "room/look-back",
    summary: "Looks back",
    input: z.strictObject({ since: Moment, limit: z.int().default(5) }),
    output: z.object({ items: z.array(Moment), counts: z.record(z.string(), z.int()) }),
    run: async () => ({ items: [], counts: {} }),
  }),
  command({
    name: "room/test",
    summary: "Tests",
    access: "write",
    input: z.union([z.strictObject({ url: z.string() }), z.strictObject({ id: z.uuid() })]),
    output: Moment,
    run: async () => ({ at: "" }),
  }),
];

describe("the contract", () => {
  const api = openApi([{ name: "room", commands }]);

  it("says what a command takes, with the inputs that all take", () => {
    expect(api).toMatchObject({
      paths: {
        "/api/room/look-back": {
          post: {
            operationId: "roomLookBack",
            "x-homeops-access": "read",
            requestBody: {
              content: {
                "application/json": {
                  schema: {
                    required: ["since"],
                    additionalProperties: false,
                    properties: {
                      since: { $ref: "#/components/schemas/MomentInput" },
                      home: { type: "integer" },
                      as: { $ref: "#/components/schemas/As" },
                    },
                  },
                },
              },
            },
            responses: { 503: { $ref: "#/components/responses/503" } },
          },
        },
        "/api/room/test": {
          post: { requestBody: { content: { "application/json": { schema: { anyOf: [{}, {}] } } } } },
        },
      },
    });
  });

  it("writes what has a name once for each side on which it reads differently", () => {
    expect(api).toMatchObject({
      components: { schemas: { MomentInput: { required: ["at"] }, Moment: { required: ["at", "shown"] } } },
    });
  });

  it("lets an answer grow, and keeps what a record holds", () => {
    const answer = JSON.stringify((api as { paths: Record<string, object> }).paths["/api/room/look-back"]);
    expect(answer).toContain('"additionalProperties":{"type":"integer"');
    expect(answer.split('"additionalProperties":false')).toHaveLength(2); // the input's own
  });

  it("refers only to what it holds, and keeps nothing of the library's own", () => {
    const text = JSON.stringify(api);
    for (const [, where = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = where.split("/").reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], api);
      expect(target, where).toBeDefined();
    }
    expect(text).not.toMatch(/\$defs|\$schema/);
  });

  it("is the one in docs/openapi.json, and in what the integration may carry", () => {
    expect(staleFiles(capabilities), "run `npm run contract`").toEqual([]);
  });

  it("takes no key that nobody knows, in any command", () => {
    const { paths } = openApi(capabilities) as { paths: Record<string, { post: { requestBody: object } }> };
    for (const [path, { post }] of Object.entries(paths)) {
      const text = JSON.stringify(post.requestBody);
      expect(text.includes('"additionalProperties":false'), path).toBe(true);
    }
  });
});
