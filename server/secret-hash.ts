import { createHash } from "node:crypto";

/** What is kept of a secret of full entropy, 32 bytes: it opens nothing to whoever reads it. SHA-256 (FIPS 180-4). */
export const secretHash = (secret: string): Buffer => createHash("sha256").update(secret).digest();
