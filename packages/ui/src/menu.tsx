"use client";

import { DropdownMenu } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn.ts";
import { Icon, type IconName } from "./icon.tsx";

const itemLook =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-2 px-2.5 text-ink outline-none data-disabled:cursor-not-allowed data-highlighted:bg-accent-soft data-highlighted:text-accent-text data-disabled:opacity-55 max-md:min-h-11";

/** What else can be done, behind one button. */
export function Menu({
  trigger,
  align = "end",
  className,
  children,
}: {
  trigger: ReactElement;
  align?: "start" | "end";
  className?: string;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "enter z-50 min-w-52 rounded-3 border border-line bg-surface p-1.5 shadow-float",
            className,
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** One entry; with `asChild` its only child (a link) is the entry. */
export function MenuItem({
  icon,
  asChild,
  isDisabled = false,
  onSelect,
  children,
}: {
  icon?: IconName;
  asChild?: boolean;
  isDisabled?: boolean;
  onSelect?: () => void;
  children: ReactNode;
}) {
  if (asChild)
    return (
      <DropdownMenu.Item asChild disabled={isDisabled} className={itemLook}>
        {children}
      </DropdownMenu.Item>
    );
  return (
    <DropdownMenu.Item disabled={isDisabled} className={itemLook} onSelect={() => onSelect?.()}>
      {icon ? <Icon name={icon} size={16} className="text-ink-3" /> : null}
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2.5 pt-2 pb-1 text-ink-3 text-tiny">{children}</DropdownMenu.Label>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="mx-1 my-1.5 h-px bg-line" />;
}
