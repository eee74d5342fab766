import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** A name's first character in the vermilion seal. */
export function Seal({ name, size = 28, className }: { name: string; size?: number; className?: string }) {
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.6 }}
      className={cn(
        "grid flex-none place-items-center rounded-[7px] bg-seal font-song leading-none text-white",
        className,
      )}
    >
      {[...name][0] ?? ""}
    </span>
  );
}

/** A letter tile: stands for a provider until its own mark may be used. */
export function LetterTile({ children }: { children: string }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-5 flex-none place-items-center rounded-[5px] bg-neutral font-bold text-surface text-tiny"
    >
      {[...children][0] ?? ""}
    </span>
  );
}

/** A picture of goods at a fixed size; a quiet square while there is none. */
export function Thumb({ src, alt, size = 36 }: { src: string | null; alt: string; size?: number }) {
  return (
    <span
      style={{ width: size, height: size }}
      className="block flex-none overflow-hidden rounded-2 bg-neutral-soft"
    >
      {src ? (
        <img
          src={src}
          alt={alt}
          width={size}
          height={size}
          loading="lazy"
          className="size-full object-cover"
        />
      ) : null}
    </span>
  );
}

/** Pictures that overlap like cards in a hand; at most three. */
export function ThumbStack({ pictures }: { pictures: readonly string[] }) {
  return (
    <span className="flex">
      {pictures.slice(0, 3).map((src, index) => (
        <span
          key={src}
          className={cn(
            "block size-10 overflow-hidden rounded-2 border-2 border-surface bg-neutral-soft max-md:size-9",
            index > 0 && "-ml-3",
          )}
        >
          <img src={src} alt="" width={40} height={40} loading="lazy" className="size-full object-cover" />
        </span>
      ))}
    </span>
  );
}

/** What happened, newest first, on a line. */
export function Timeline({ children }: { children: ReactNode }) {
  return (
    <ol className="relative pl-[26px] before:absolute before:top-2.5 before:bottom-3 before:left-1.5 before:w-px before:bg-line-strong">
      {children}
    </ol>
  );
}

export function TimelineItem({
  isMain = false,
  at,
  children,
}: {
  isMain?: boolean;
  at: ReactNode;
  children: ReactNode;
}) {
  return (
    <li
      className={cn(
        "relative flex gap-4 py-[7px] before:absolute before:top-3.5 before:-left-6 before:size-[9px] before:rounded-pill before:border-2 before:border-control before:bg-surface",
        isMain && "before:border-accent before:bg-accent",
      )}
    >
      <div className="min-w-0">{children}</div>
      <span className="ml-auto whitespace-nowrap text-ink-3">{at}</span>
    </li>
  );
}
