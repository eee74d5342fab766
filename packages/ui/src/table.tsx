import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** A list as a table over the pane's whole width; on the phone, lists are drawn as rows instead. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table {...rest} className={cn("w-full border-collapse", className)} />;
}

export function HeadCell({ isNumber, className, ...rest }: ComponentProps<"th"> & { isNumber?: boolean }) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        "border-line border-y bg-sunken px-2.5 py-2 text-left font-normal text-ink-3 text-small first:pl-7 last:pr-7",
        isNumber && "text-right",
        className,
      )}
    />
  );
}

export function Cell({ isNumber, className, ...rest }: ComponentProps<"td"> & { isNumber?: boolean }) {
  return (
    <td
      {...rest}
      className={cn(
        "h-14 border-line border-b px-2.5 first:pl-7 last:pr-7",
        isNumber && "text-right tabular-nums",
        className,
      )}
    />
  );
}

/** A second, quieter line in a cell. */
export function Second({ className, ...rest }: ComponentProps<"span">) {
  return <span {...rest} className={cn("block text-ink-3 text-small leading-[1.35]", className)} />;
}
