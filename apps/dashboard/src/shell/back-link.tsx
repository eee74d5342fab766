import { Icon } from "@hutong/ui";
import Link from "next/link";
import type { ReactNode } from "react";

/** The way back to the list that a thing is of. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="flex items-center gap-0.5 text-ink-3 hover:text-ink">
      <Icon name="left" size={16} />
      {children}
    </Link>
  );
}
