import { expect, it } from "vitest";
import { mirrorIn } from "./debian.ts";
import { mountsBelow } from "./delete-tree.ts";

it.each([
  ["deb822", "Types: deb\nURIs: http://mirror.example/debian\nSuites: stable\n"],
  ["one line", "deb [signed-by=/a.gpg] http://mirror.example/debian stable main\n"],
  ["behind others", "URIs: http://mirror.example/debian-security\ndeb http://mirror.example/debian stable main\n"],
])("finds the archive in a source of the form: %s", (_form, sources) => {
  expect(mirrorIn(sources)).toBe("http://mirror.example/debian");
});

it("sees what is mounted below a tree, spaces in names included", () => {
  const mounts = "proc /proc proc rw 0 0\nnone /tree/a\\040b tmpfs rw 0 0\nnone /trees tmpfs rw 0 0\n";
  expect(mountsBelow("/tree", mounts)).toEqual(["/tree/a b"]);
});
