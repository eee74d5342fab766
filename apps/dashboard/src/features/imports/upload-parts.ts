import { largestPart } from "@hutong/transfer/schemas";
import { sendBytes, UploadFailed } from "../../api/send-bytes.ts";

export { UploadFailed };

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
        await sendBytes("PUT", addressOf(number), part, (sent) => onProgress(start + sent), signal);
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
