import { Seal } from "@hutong/ui";
import Link from "next/link";
import type { ReactNode } from "react";
import { paths } from "./paths.ts";
import { PreferencesBar } from "./preferences-bar.tsx";

/** One narrow pane on brick grey: for what is done before a store is there. */
export function CalmPage({
  brand,
  title,
  lead,
  foot,
  isWide = false,
  children,
}: {
  brand: string;
  title: string;
  lead?: ReactNode;
  foot?: ReactNode;
  isWide?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center gap-2.5 px-6 py-4 max-md:px-4">
        <Link href={paths.start()} className="flex items-center gap-2.5 font-semibold text-section">
          <Seal name="胡" />
          {brand}
        </Link>
        <span className="ml-auto">
          <PreferencesBar />
        </span>
      </header>
      <main className="flex flex-1 items-start justify-center px-4 pt-[6vh] pb-12 max-sm:px-0 max-sm:pt-2">
        <div
          className={`w-full ${isWide ? "max-w-[560px]" : "max-w-[400px]"} rounded-3 border border-line bg-surface px-8 py-7 max-sm:rounded-none max-sm:border-x-0 max-sm:px-4`}
        >
          <h1 className="font-semibold text-title">{title}</h1>
          {lead ? <p className="mt-1 text-ink-2">{lead}</p> : null}
          <div className="mt-6">{children}</div>
          {foot ? <div className="mt-6 border-line border-t pt-4 text-ink-2">{foot}</div> : null}
        </div>
      </main>
    </div>
  );
}
