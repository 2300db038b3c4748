import path from "node:path";

const backupFolder = (dataFolder: string): string => path.join(dataFolder, "backup");

/** Where the dump lies that a backup of the data folder takes along; also where a restored data folder has it. */
export const backupFile = (dataFolder: string): string => path.join(backupFolder(dataFolder), "memory.homeops");

/** What is in it, for people and for whoever restores it. */
export const backupListing = (dataFolder: string): string => path.join(backupFolder(dataFolder), "memory.json");
