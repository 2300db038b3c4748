import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../provision/command.ts";

export interface Certificates {
  /** In PEM, as a file too. */
  authority: string;
  authorityFile: string;
  certificate: string;
  key: string;
}

/** A certificate for `localhost`, and not for 127.0.0.1, signed by an authority that nobody knows; made in that folder. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const at = (name: string) => join(folder, name);
  const fresh = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const authority = ["-x509", ...fresh, "-subj", "/CN=Test authority", "-keyout", at("ca.key"), "-out", at("ca.crt")];
  await command(["openssl", "req", ...authority]);
  const signed = ["-CA", at("ca.crt"), "-CAkey", at("ca.key"), "-addext", "subjectAltName=DNS:localhost"];
  const server = ["-x509", ...fresh, "-subj", "/CN=localhost", "-keyout", at("server.key"), "-out", at("server.crt")];
  await command(["openssl", "req", ...server, ...signed]);
  const read = (name: string) => readFile(at(name), "utf8");
  return {
    authority: await read("ca.crt"),
    authorityFile: at("ca.crt"),
    certificate: await read("server.crt"),
    key: await read("server.key"),
  };
}
