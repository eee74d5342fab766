import type { ReactNode } from "react";
import { cn } from "./cn.ts";

/** Title of a page and what can be done with it; sticks to the top where the page is a form. */
export function PageHeader({
  back,
  title,
  badges,
  note,
  actions,
  isLined = false,
  isSticky = false,
}: {
  /** A link to the list this thing is of. */
  back?: ReactNode;
  title: ReactNode;
  badges?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  isLined?: boolean;
  isSticky?: boolean;
}) {
  return (
    <header
      className={cn(
        "flex min-h-[60px] flex-wrap items-center gap-x-2.5 gap-y-1 px-7 py-2.5 max-md:min-h-14 max-md:px-4 max-md:py-1.5",
        isLined && "border-line border-b",
        isSticky && "sticky top-0 z-20 rounded-t-3 bg-surface max-md:rounded-none",
      )}
    >
      {back}
      <h1 className="min-w-0 font-semibold text-title">{title}</h1>
      {badges}
      {note ? <span className="text-ink-3 max-md:hidden">{note}</span> : null}
      {actions ? (
        <div className="ml-auto flex flex-wrap items-center gap-2 max-md:ml-0">{actions}</div>
      ) : null}
    </header>
  );
}

/** Main column and a sunken side column; on the phone the side follows below. */
export function Columns({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <div className="grid flex-1 md:grid-cols-[minmax(0,1fr)_300px] lg:grid-cols-[minmax(0,1fr)_332px]">
      <div className="min-w-0 px-8 pt-6 pb-12 max-md:px-4 max-md:pt-4 max-md:pb-6">{children}</div>
      <aside className="min-w-0 border-line px-6 pt-2 pb-10 max-md:border-ground max-md:border-t-8 max-md:px-4 md:rounded-br-3 md:border-l md:bg-sunken">
        {side}
      </aside>
    </div>
  );
}

/** One block of the side column. */
export function SideBlock({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-line border-b py-[18px] last:border-0">
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h2 className="font-semibold text-section">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** One block of the main column. */
export function Block({
  title,
  note,
  action,
  className,
  children,
}: {
  title: string;
  note?: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section className={cn("mb-8", className)}>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <h2 className="font-semibold text-section">{title}</h2>
        {note ? <span className="text-ink-3">{note}</span> : null}
        {action ? <span className="ml-auto">{action}</span> : null}
      </div>
      {children}
    </section>
  );
}
