import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { Icon, type IconName } from "./icon.tsx";

const tones = {
  danger: "bg-danger-soft text-danger",
  warning: "bg-warning-soft text-warning",
  info: "bg-info-soft text-info",
  success: "bg-success-soft text-success",
  accent: "bg-accent-soft text-accent-text",
} as const;

const icons = {
  danger: "warning",
  warning: "clock",
  info: "help",
  success: "check",
  accent: "truck",
} as const satisfies Record<keyof typeof tones, IconName>;

/** Says what happened and what comes next, above the block it is about. */
export function Banner({
  tone,
  icon,
  title,
  action,
  className,
  children,
}: {
  tone: keyof typeof tones;
  icon?: IconName;
  title: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}) {
  return (
    <section
      role={tone === "danger" ? "alert" : undefined}
      className={cn(
        "flex gap-3.5 rounded-3 px-4 py-3.5 max-md:flex-wrap md:items-center",
        tones[tone],
        className,
      )}
    >
      <Icon name={icon ?? icons[tone]} size={20} className="max-md:mt-0.5" />
      <div className="min-w-0 flex-1">
        <b className="block font-semibold text-section">{title}</b>
        {children}
      </div>
      {action ? <div className="flex flex-none gap-2 max-md:w-full max-md:flex-col">{action}</div> : null}
    </section>
  );
}
