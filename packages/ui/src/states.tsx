import type { CSSProperties, ReactNode } from "react";
import { cn } from "./cn.ts";

/** A grey bar where words will be; hidden for the first 300 ms, so that short waits do not flicker. */
export function Skeleton({ className, style }: { className?: string; style?: CSSProperties }) {
  return (
    <span
      aria-hidden="true"
      style={style}
      className={cn("after-300ms block h-3 rounded-1 bg-neutral-soft", className)}
    />
  );
}

const widths = [86, 64, 78, 52, 70, 60, 82, 56];

/** Rows of the same height as the real ones. */
export function SkeletonRows({ count = 8, label }: { count?: number; label: string }) {
  return (
    <div role="status" aria-busy="true">
      <span className="sr-only">{label}</span>
      {Array.from({ length: count }, (_, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
          key={index}
          className="grid h-14 grid-cols-[36px_1fr_90px_70px] items-center gap-3.5 border-line border-b px-7 max-md:px-4"
        >
          <Skeleton className="h-9 rounded-2" />
          <span>
            <Skeleton style={{ width: `${widths[index % 8]! / 2}%` }} />
            <Skeleton className="mt-2 h-2.5" style={{ width: `${widths[index % 8]! / 4}%` }} />
          </span>
          <Skeleton />
          <Skeleton className="h-5 rounded-pill" />
        </div>
      ))}
    </div>
  );
}

/** Nothing here yet: what to do first, one button, one small still life. */
export function EmptyState({
  title,
  picture,
  actions,
  children,
}: {
  title: string;
  picture?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="mx-auto grid w-full max-w-xl grid-cols-[1fr_150px] items-center gap-8 px-7 py-16 max-sm:grid-cols-1 max-sm:px-4 max-sm:py-10">
      <div>
        <h2 className="mb-1.5 font-semibold text-[1.125rem] leading-7">{title}</h2>
        <div className="mb-4 text-ink-2 leading-[1.65]">{children}</div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      {picture ? (
        <div className="aspect-[3/4] overflow-hidden rounded-3 max-sm:order-first max-sm:w-28">{picture}</div>
      ) : null}
    </div>
  );
}
