import { largestPart } from "@hutong/transfer/schemas";

/** A refusal of the server, or `offline` when it could not be reached: `code` is stable. */
export class UploadFailed extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

function refusalOf(request: XMLHttpRequest): UploadFailed {
  try {
    const { reason, params } = JSON.parse(request.responseText) as {
      reason: string;
      params?: Record<string, string | number>;
    };
    return new UploadFailed(reason, params);
  } catch {
    return new UploadFailed("offline");
  }
}

// XMLHttpRequest tells how much of a body has left; fetch does not.
function putPart(
  address: string,
  part: Blob,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("PUT", address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("load", () => (request.status < 300 ? resolve() : reject(refusalOf(request))));
    request.addEventListener("error", () => reject(new UploadFailed("offline")));
    request.addEventListener("abort", () => reject(new UploadFailed("cancelled")));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    signal.addEventListener("abort", stop);
    request.send(part);
  });
}

const tries = 4;
const waitMs = 1_000;

/**
 * Sends a file part by part, beginning behind the bytes that have arrived before; a part that does not come through is sent
 * again a few times. Throws `UploadFailed`.
 * @param addressOf where a part goes, by its number
 */
export async function uploadParts(
  file: File,
  received: number,
  addressOf: (part: number) => string,
  { onProgress, signal }: { onProgress: (bytes: number) => void; signal: AbortSignal },
): Promise<void> {
  for (let number = Math.floor(received / largestPart); number * largestPart < file.size; number += 1) {
    const start = number * largestPart;
    const part = file.slice(start, start + largestPart);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await putPart(addressOf(number), part, (sent) => onProgress(start + sent), signal);
        break;
      } catch (error) {
        const isAway = error instanceof UploadFailed && error.code === "offline";
        if (!isAway || attempt === tries || signal.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, waitMs * attempt));
      }
    }
    onProgress(Math.min(start + largestPart, file.size));
  }
}
