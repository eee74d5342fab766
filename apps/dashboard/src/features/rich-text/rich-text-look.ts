import { cn } from "@hutong/ui";

/** The frame around a text and its tools. */
export function textFrame(isWrong: boolean | undefined): string {
  return cn(
    "overflow-hidden rounded-2 border border-control focus-within:outline-2 focus-within:outline-focus focus-within:outline-offset-2",
    isWrong && "border-danger",
  );
}

/** The text itself, being written or not yet. */
export const textArea =
  "rich-text prose-plain min-h-32 whitespace-pre-wrap break-words px-3 pt-2.5 pb-3.5 leading-relaxed outline-none max-md:text-field";
