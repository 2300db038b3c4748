import { expect, it } from "vitest";
import { contextBegin } from "./context-begin.ts";

const NOW = "2026-11-21T12:00:00.000000+00:00";

it.each([
  ["01M7Y5934Z8C5F66FK6Y01E3FR", "2026-11-21T04:19:20.887000+00:00"],
  ["0123456789abcdef0123456789abcdef", "2026-11-20T12:00:00.000000+00:00"],
  ["7ZZZZZZZZZZZZZZZZZZZZZZZZZ", NOW],
])("reads from context %s when it began", (context, began) => expect(contextBegin(context, NOW)).toBe(began));
