import { expect, it } from "vitest";
import { countsIn, summaryLine } from "./summary.ts";

const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

it("counts passed, failed and skipped tests in one line", () => {
  const counts = countsIn({ ...none, numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 });
  expect(summaryLine(counts)).toBe("3 passed, 1 failed, 2 skipped");
});

it("counts a file that fails to load as a failure", () => {
  const broken = { status: "failed", assertionResults: [] };
  const failedOnce = { status: "failed", assertionResults: [{ status: "failed" }] };
  expect(countsIn({ ...none, numFailedTests: 1, testResults: [broken, failedOnce] })).toMatchObject({ failed: 2 });
});
