import { existsSync } from "node:fs";
import { aptInstall } from "./apt.ts";

const place = "/usr/bin/zbarimg";

/** Where zbarimg is, which reads codes off screenshots as a phone does; installed where we may, null elsewhere. */
export function findZbar(): string | null {
  if (existsSync(place)) return place;
  return aptInstall(["zbar-tools"]) && existsSync(place) ? place : null;
}
