import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["tiny", "small", "body", "section", "field", "title", "display"],
      radius: ["1", "2", "3", "pill"],
      shadow: ["button", "float", "dialog"],
    },
  },
});

/** Joins class names; a later one wins over an earlier one of the same property. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
