import { createHash } from "node:crypto";
import { mkdir, open, rename, stat } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "#server/refusal.ts";
import type { Upload } from "./contract.ts";
import { freeBytes, KEEP_FREE } from "./disk-space.ts";

/** So much is in memory at once, and arrives within any request's time. */
export const PIECE_BYTES = 4 * 1024 * 1024;

type Wanted = { name: string; bytes: number };

/** Files that arrive piece by piece; what is here stays, so that an upload goes on where it was cut. */
export interface Uploads {
  begin(wanted: Wanted): Promise<Upload>;
  /** @throws Refusal `unknown_upload`, `wrong_offset`, `too_large`, `no_space` */
  write(upload: string, offset: number, piece: Buffer): Promise<Upload>;
}

export function openUploads(folder: string): Uploads {
  const wanted = new Map<string, Wanted>(); // by upload

  async function stands(upload: string, { name, bytes }: Wanted): Promise<Upload & { unfinished: string }> {
    const whole = path.join(folder, `${upload}-${safe(name)}`);
    const unfinished = `${whole}.part`;
    const isWhole = (await sizeOf(whole)) === bytes;
    const received = isWhole ? bytes : await sizeOf(unfinished);
    return { upload, received, piece_bytes: PIECE_BYTES, file: isWhole ? whole : null, unfinished };
  }

  return {
    async begin(it) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const upload = createHash("sha256").update(`${it.name} ${it.bytes}`).digest("hex").slice(0, 16);
      wanted.set(upload, it);
      const standing = await stands(upload, it);
      await refuseFull(folder, it.bytes - standing.received);
      return standing;
    },
    async write(upload, offset, piece) {
      const it = wanted.get(upload);
      if (!it) throw new Refusal("unknown_upload", "Begin an upload with import/upload", { status: 404 });
      const standing = await stands(upload, it);
      if (offset !== standing.received)
        throw new Refusal("wrong_offset", `Go on from byte ${standing.received}`, { status: 409 });
      if (offset + piece.length > it.bytes)
        throw new Refusal("too_large", `The upload was to have ${it.bytes} bytes`, { status: 413 });
      await refuseFull(folder, piece.length);
      await append(standing.unfinished, piece);
      if (offset + piece.length === it.bytes)
        await rename(standing.unfinished, standing.unfinished.slice(0, -".part".length));
      return stands(upload, it);
    },
  };
}

async function append(file: string, piece: Buffer): Promise<void> {
  const opened = await open(file, "a", 0o600);
  try {
    await opened.writeFile(piece);
  } finally {
    await opened.close();
  }
}

async function refuseFull(folder: string, bytes: number): Promise<void> {
  const missing = bytes + KEEP_FREE - (await freeBytes(folder));
  if (missing <= 0) return;
  throw new Refusal("no_space", `The upload needs ${Math.ceil(missing / 2 ** 20)} MB more than the disk has free`, {
    status: 413,
  });
}

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0;

/** A name from outside chooses no place. */
const safe = (name: string): string =>
  path
    .basename(name)
    .replace(/[^\w.-]/g, "_")
    .slice(-100);
