"use client";

import { Button, Icon, type IconName } from "@hutong/ui";
import Link from "next/link";
import type { ReactNode } from "react";

const tones = {
  accent: "bg-accent-soft text-accent-text",
  warning: "bg-warning-soft text-warning",
  info: "bg-info-soft text-info",
  danger: "bg-danger-soft text-danger",
} as const;

/** A thing to do: what it is, its consequence, and one verb. */
export function Task({
  icon,
  tone,
  title,
  note,
  href,
  verb,
  isMain = false,
}: {
  icon: IconName;
  tone: keyof typeof tones;
  title: ReactNode;
  note: ReactNode;
  href?: string;
  verb?: string;
  isMain?: boolean;
}) {
  return (
    <li className="grid grid-cols-[36px_minmax(0,1fr)] items-start gap-x-3.5 gap-y-2 border-line border-t px-4 py-3.5 first:border-0 md:grid-cols-[36px_minmax(0,1fr)_auto] md:items-center">
      <span className={`grid size-9 place-items-center rounded-pill ${tones[tone]}`}>
        <Icon name={icon} />
      </span>
      <div>
        <b className="block font-semibold text-section">{title}</b>
        <p className="text-ink-2">{note}</p>
      </div>
      {href && verb ? (
        <Button
          asChild
          look={isMain ? "primary" : "plain"}
          className="max-md:col-start-2 max-md:justify-self-start"
        >
          <Link href={href}>{verb}</Link>
        </Button>
      ) : null}
    </li>
  );
}
