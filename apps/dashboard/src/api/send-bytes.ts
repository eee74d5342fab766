/** A refusal of the server, or `offline` when it could not be reached, or `cancelled`: `code` is stable. */
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

/**
 * Sends bytes to one of our addresses and answers what it says, as text. Throws `UploadFailed`.
 * @param onProgress told how many bytes have left
 */
export function sendBytes(
  method: "PUT" | "POST",
  address: string,
  bytes: Blob,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  // XMLHttpRequest tells how much of a body has left; fetch does not.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open(method, address);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("load", () =>
      request.status < 300 ? resolve(request.responseText) : reject(refusalOf(request)),
    );
    request.addEventListener("error", () => reject(new UploadFailed("offline")));
    request.addEventListener("abort", () => reject(new UploadFailed("cancelled")));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    signal.addEventListener("abort", stop);
    if (signal.aborted) reject(new UploadFailed("cancelled"));
    else request.send(bytes);
  });
}
