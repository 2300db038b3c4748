import { createHash } from "node:crypto";

/** What the test world is made of. A change here makes a new tree beside the old one. */
export const RECIPE = {
  revision: 1,
  suite: "sid",
  homeAssistant: "2026.11.0",
  python: "3.14",
  postgres: "18",
  /** The compiler and the headers build pymicro-vad; without it, numpy and ffmpeg the demo integration does not set up. */
  packages: [
    "python3.14",
    "python3.14-venv",
    "python3.14-dev",
    "g++",
    "ffmpeg",
    "libturbojpeg0",
    "libpcap0.8",
    "postgresql-common",
  ],
  /** Installed after postgresql-common has been told to make no cluster of its own. */
  postgresPackages: ["postgresql-18", "postgresql-18-pgvector"],
  /** Each at the version that Home Assistant's own constraints name. */
  demoNeeds: [
    "numpy",
    "pymicro-vad",
    "pyspeex-noise",
    "PyTurboJPEG",
    "home-assistant-frontend",
    "home-assistant-intents",
    "hassil",
    "mutagen",
    "ha-ffmpeg",
    "zlib-ng",
    "isal",
  ],
} as const;

export const recipeHash = createHash("sha256").update(JSON.stringify(RECIPE)).digest("hex").slice(0, 12);
