import { Slot } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn.ts";

/** Views of one list; each tab is a link, so a view has an address. */
export function Tabs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="flex gap-1 overflow-x-auto border-line border-b px-[18px] [scrollbar-width:none] max-md:px-2"
    >
      {children}
    </nav>
  );
}

/** One tab: dresses the link that is its only child. */
export function Tab({ isOn, children }: { isOn: boolean; children: ReactElement }) {
  return (
    <Slot.Root
      aria-current={isOn ? "page" : undefined}
      className={cn(
        "-mb-px flex min-h-[42px] items-center gap-1.5 whitespace-nowrap border-b-2 border-transparent px-2.5 text-ink-2 -outline-offset-2! max-md:min-h-[46px] max-md:text-section",
        isOn && "border-accent font-semibold text-ink",
      )}
    >
      {children}
    </Slot.Root>
  );
}

/** The count inside a tab. */
export function TabCount({ children }: { children: ReactNode }) {
  return <span className="font-normal text-ink-3 text-small">{children}</span>;
}
