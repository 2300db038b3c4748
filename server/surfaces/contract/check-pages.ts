import { z } from "zod";
import type { AnyCheck } from "#server/analysis/diagnostics/check.ts";
import { checks } from "#server/analysis/diagnostics/checks.ts";

/** A page for people about each check, by its file's name: what it looks for, when it keeps quiet, and on what it rests. */
export const checkPages: Readonly<Record<string, () => string>> = Object.fromEntries(
  checks.map((check) => [`docs/checks/${check.name}.md`, () => page(check)]),
);

function page({ name, about, sustainedSeconds, holdsBack, evidence }: AnyCheck): string {
  return `# ${name}

${about}.

${sustainedSeconds > 0 ? `It is said when it has been so for ${minutes(sustainedSeconds)}.` : "How long it must have been so is each subject's own."}

It keeps quiet:

${holdsBack.map((one) => `- ${one}`).join("\n")}

Its evidence, beside since when it has been so:

| | |
|---|---|
${rows(evidence)}
`;
}

const minutes = (seconds: number): string => (seconds === 3_600 ? "an hour" : `${seconds / 60} minutes`);

function rows(evidence: z.ZodType): string {
  const { properties = {} } = z.toJSONSchema(evidence) as { properties?: Record<string, { description?: string }> };
  return Object.entries(properties)
    .map(([name, { description }]) => `| \`${name}\` | ${description ?? ""} |`)
    .join("\n");
}
