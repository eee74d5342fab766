export interface Holder {
  pid: number;
  start: string | null;
  host: string;
  since: string;
}

export type LockAnswer =
  | { release: () => void; recovered: Holder | null; holder?: undefined }
  | { release?: undefined; recovered?: undefined; holder: Holder | null };

export function processStart(pid: number): string | null;
export function isStale(
  holder: Holder | null,
  ageMs: number,
  system?: { host?: string; startOf?: (pid: number) => string | null },
): boolean;
export function readHolder(path: string): Holder | null;
export function tryLock(path: string): LockAnswer;
export function lock(
  path: string,
  options?: { onWait?: (holder: Holder | null) => void; everyMs?: number },
): Promise<{ release: () => void; recovered: Holder | null }>;
