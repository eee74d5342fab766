import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const look = cva(
  "inline-flex h-[22px] flex-none items-center gap-1.5 whitespace-nowrap rounded-pill px-2 text-small",
  {
    variants: {
      tone: {
        neutral: "bg-neutral-soft text-neutral",
        success: "bg-success-soft text-success",
        warning: "bg-warning-soft text-warning",
        danger: "bg-danger-soft text-danger",
        info: "bg-info-soft text-info",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

/** How far a thing is: the dot is empty (to do), half (under way) or full (done), so colour is never alone. */
export type Dot = "empty" | "half" | "full" | "none";

/** A state in one or two words. */
export function Badge({
  tone,
  dot = "none",
  className,
  children,
}: VariantProps<typeof look> & { dot?: Dot; className?: string; children: ReactNode }) {
  return (
    <span className={cn(look({ tone }), className)}>
      {dot === "none" ? null : (
        <span
          aria-hidden="true"
          className={cn(
            "size-[7px] rounded-pill border-[1.5px] border-current",
            dot === "full" && "bg-current",
            dot === "half" && "bg-[linear-gradient(90deg,currentColor_50%,transparent_50%)]",
          )}
        />
      )}
      {children}
    </span>
  );
}

/** How many things wait, beside a place in the navigation. */
export function CountBadge({ children }: { children: ReactNode }) {
  return (
    <span className="min-w-[18px] rounded-pill bg-accent px-1.5 text-center font-semibold text-on-accent text-tiny leading-[18px]">
      {children}
    </span>
  );
}
