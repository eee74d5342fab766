import { cn } from "@hutong/ui";

/** How far a thing is: a bar that screen readers hear too; without a known end it only breathes. */
export function ProgressBar({ label, value, most }: { label: string; value: number; most: number | null }) {
  const share = most ? Math.min(value / most, 1) : null;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { "aria-valuenow": Math.round(share * 100) })}
      className="h-2 w-full overflow-hidden rounded-pill bg-neutral-soft"
    >
      <div
        className={cn(
          "h-full rounded-pill bg-accent transition-[width] duration-300 motion-reduce:transition-none",
          share === null && "w-1/3 animate-pulse motion-reduce:animate-none",
        )}
        style={share === null ? undefined : { width: `${share * 100}%` }}
      />
    </div>
  );
}
