import { Slot } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./cn.ts";

/** Navigation beside one paper-white pane; on the phone the pane alone, with a bar of tabs at the foot. */
export function Frame({
  navigation,
  tabBar,
  skip,
  children,
}: {
  navigation: ReactNode;
  tabBar: ReactNode;
  /** Text of the link that jumps over the navigation. */
  skip: string;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[232px_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only rounded-2 bg-surface px-4 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {skip}
      </a>
      {navigation}
      <main
        id="main"
        tabIndex={-1}
        className="relative flex min-w-0 flex-col bg-surface outline-none max-md:min-h-dvh max-md:pb-[calc(64px+env(safe-area-inset-bottom))] md:m-2 md:ml-0 md:min-h-[calc(100dvh-16px)] md:rounded-3 md:border md:border-line"
      >
        {children}
      </main>
      {tabBar}
    </div>
  );
}

export function Sidebar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="sticky top-0 flex h-dvh flex-col gap-px overflow-y-auto px-2.5 py-3 text-ink-2 max-md:hidden"
    >
      {children}
    </nav>
  );
}

/** A place in the sidebar: dresses the link that is its only child. */
export function SidebarLink({ isOn, children }: { isOn: boolean; children: ReactElement }) {
  return (
    <Slot.Root
      aria-current={isOn ? "page" : undefined}
      className={cn(
        "flex min-h-[34px] flex-none items-center gap-2.5 rounded-2 px-2.5 text-ink-2 hover:text-ink",
        isOn && "bg-nav-on font-semibold text-ink shadow-button",
      )}
    >
      {children}
    </Slot.Root>
  );
}

export function TabBar({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="fixed inset-x-0 bottom-0 z-30 flex justify-between border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] *:flex-auto md:hidden"
    >
      {children}
    </nav>
  );
}

/** How a place in the tab bar looks, for what cannot be dressed by `TabBarLink`. */
export function tabBarLook(isOn: boolean): string {
  return cn(
    "relative flex h-[60px] flex-col items-center justify-center gap-0.5 text-ink-2 text-tiny -outline-offset-2!",
    isOn && "font-semibold text-accent-text",
  );
}

/** A place in the tab bar: dresses the link that is its only child. */
export function TabBarLink({ isOn, children }: { isOn: boolean; children: ReactElement }) {
  return (
    <Slot.Root aria-current={isOn ? "page" : undefined} className={tabBarLook(isOn)}>
      {children}
    </Slot.Root>
  );
}
