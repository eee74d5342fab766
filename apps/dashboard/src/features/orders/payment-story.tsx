"use client";

import { localized } from "@hutong/kernel";
import type { AttemptStory } from "@hutong/payments";
import { Timeline, TimelineItem } from "@hutong/ui";
import { useLocale, useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";
import { type StoryLine, type StorySaying, storyLines } from "./story-lines.ts";

const mainKinds: readonly StorySaying["kind"][] = ["paid", "captured", "authorized", "written"];

/** How something was paid, or was not: what was asked and answered, in words. */
export function PaymentStory({
  attempts,
  order = null,
}: {
  attempts: readonly AttemptStory[];
  order?: Parameters<typeof storyLines>[1];
}) {
  const { dayAndTime } = useFormats();
  const lines = storyLines(attempts, order, new Date());
  return (
    <Timeline>
      {lines.map((line) => (
        <TimelineItem
          key={line.key}
          isMain={mainKinds.includes(line.says.kind)}
          at={
            <time dateTime={line.at.toISOString()} suppressHydrationWarning>
              {dayAndTime(line.at)}
            </time>
          }
        >
          <Sentence line={line} />
        </TimelineItem>
      ))}
    </Timeline>
  );
}

function Sentence({ line }: { line: StoryLine }) {
  const t = useTranslations("story");
  const locale = useLocale();
  const { money } = useFormats();
  const { says } = line;
  const method = line.methodTitle ? localized(line.methodTitle, locale) : "";
  const amount = money({ amount: line.amount, currency: line.currency });
  switch (says.kind) {
    case "asked":
    case "chosen": {
      const place = says.device ? t(`place.${says.device}`) : t("place.unknown");
      return <Line main={t(says.kind, { method, amount })} note={place} />;
    }
    case "action":
      return t(`action.${says.action}`, { method });
    case "paid":
      return (
        <Line
          main={t(`paid.${says.source}`, { method, amount })}
          note={says.use === "applied" ? null : t(`use.${says.use}`)}
        />
      );
    case "authorized":
      return (
        <Line
          main={t(`authorized.${says.source}`, { method, amount })}
          note={says.isUsed ? null : t("use.unused")}
        />
      );
    case "declined":
      return (
        <Line
          main={t(`declined.${says.source}`, { method })}
          note={says.why ? localized(says.why, locale) || null : null}
        />
      );
    case "disputed":
      return t(`disputed.${says.state}`, { amount });
    case "disputeTook":
    case "disputeReturned":
      return t(says.kind, { method, amount });
    case "captured":
      return t("captured", { method, amount });
    case "shared":
    case "share-returned":
      return t(says.kind, { amount });
    case "happened":
    case "share-failed":
      return <Line main={t(says.kind, { method })} note={localized(says.what, locale) || null} />;
    default:
      return t(says.kind, { method });
  }
}

function Line({ main, note }: { main: string; note: string | null }) {
  return (
    <>
      {main}
      {note ? <small className="block text-ink-3 text-small">{note}</small> : null}
    </>
  );
}
