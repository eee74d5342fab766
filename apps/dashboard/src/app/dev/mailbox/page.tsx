import { cn, EmptyState } from "@hutong/ui";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { hasDevelopmentMailbox } from "../../../env.ts";
import { readMailbox, type StoredMail } from "../../../features/mailbox/read-mailbox.ts";
import { paths } from "../../../shell/paths.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mailbox"))("title") };
}

export default async function MailboxPage({ searchParams }: { searchParams: Promise<{ id?: string }> }) {
  if (!hasDevelopmentMailbox) notFound();
  const [{ id }, mails, t] = await Promise.all([searchParams, readMailbox(), getTranslations("mailbox")]);
  const open = mails.find((mail) => mail.id === id) ?? null;
  return (
    <main className="mx-auto grid min-h-dvh max-w-[1200px] md:grid-cols-[360px_minmax(0,1fr)]">
      <div className={cn("px-4 py-6", open && "max-md:hidden")}>
        <h1 className="px-3 font-semibold text-title">{t("title")}</h1>
        <p className="px-3 pb-4 text-ink-2">{t("note")}</p>
        {mails.length === 0 ? <EmptyState title={t("empty")} /> : null}
        <ol>
          {mails.map((mail) => (
            <li key={mail.id}>
              <MailLink mail={mail} isOn={mail.id === open?.id} />
            </li>
          ))}
        </ol>
      </div>
      {open ? <Letter mail={open} /> : null}
    </main>
  );
}

async function MailLink({ mail, isOn }: { mail: StoredMail; isOn: boolean }) {
  const locale = await getLocale();
  const at = new Date(mail.at).toLocaleString(locale, { dateStyle: "short", timeStyle: "medium" });
  return (
    <Link
      href={paths.mailbox(mail.id)}
      aria-current={isOn ? "page" : undefined}
      className={cn("block rounded-2 border-line border-b px-3 py-2.5", isOn && "bg-surface shadow-button")}
    >
      <span className="flex justify-between gap-3">
        <b className="truncate font-semibold">{mail.subject}</b>
      </span>
      <span className="flex justify-between gap-3 text-ink-3 text-small">
        <span className="truncate">{mail.to}</span>
        <time dateTime={mail.at} className="flex-none">
          {at}
        </time>
      </span>
    </Link>
  );
}

async function Letter({ mail }: { mail: StoredMail }) {
  const t = await getTranslations("mailbox");
  return (
    <article className="m-2 flex min-w-0 flex-col rounded-3 border border-line bg-surface px-7 py-6 max-md:m-0 max-md:rounded-none max-md:border-0 max-md:px-4">
      <Link href={paths.mailbox()} className="mb-3 text-accent-text hover:underline md:hidden">
        {t("back")}
      </Link>
      <h2 className="font-semibold text-title">{mail.subject}</h2>
      <p className="text-ink-3">
        {t("to")} {mail.to} · {mail.storeId ? t("from", { id: mail.storeId.slice(-6) }) : t("platform")}
      </p>
      <iframe
        title={mail.subject}
        srcDoc={mail.html}
        // Links open beside the mailbox; nothing in a letter runs.
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        className="mt-5 min-h-[420px] w-full flex-1 rounded-2 border border-line bg-white"
      />
      <h3 className="mt-5 mb-1 font-semibold text-section">{t("plain")}</h3>
      <pre className="whitespace-pre-wrap break-words font-code text-small">
        <Linked text={mail.text} />
      </pre>
    </article>
  );
}

function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={part} href={part} className="text-accent-text underline">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
