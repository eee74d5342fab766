"use client";

import { Banner, Button, Dialog, Field, Input } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { AmountField, useReadAmount } from "../orders/amount-field.tsx";

interface Values {
  amount: string;
  lastDay: string;
  recipientEmail: string;
  note: string;
}

/** Issues a card and then shows its code, this once. */
export function IssueDialog({ currency, onClose }: { currency: string; onClose: () => void }) {
  const t = useTranslations("giftCards");
  const common = useTranslations("common");
  const reason = useReason();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  // One key for this opening of the dialog: pressed twice it is one card.
  const [key] = useState(() => crypto.randomUUID());
  const { read, validate } = useReadAmount({ amount: Number.MAX_SAFE_INTEGER, currency }, "amount_too_large");
  const form = useForm<Values>({
    mode: "onTouched",
    defaultValues: { amount: "", lastDay: "", recipientEmail: "", note: "" },
  });
  const issue = useMutation(
    trpc.giftCards.issue.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.giftCards.pathFilter()),
    }),
  );
  const submit = form.handleSubmit(({ amount, lastDay, ...rest }) => {
    const answer = read(amount);
    if ("amount" in answer)
      issue.mutate({ store: handle, ...rest, amount: answer.amount, lastDay: lastDay || null, key });
  });
  if (issue.data)
    return <IssuedDialog card={issue.data} recipient={form.getValues("recipientEmail")} onClose={onClose} />;
  const fields = failureOf(issue.error)?.fields ?? {};
  const wrong = (name: string) => (fields[name] ? reason(fields[name]) : undefined);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("issueTitle")}
      description={t("issueNote")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="primary" isBusy={issue.isPending} onClick={submit}>
            {t("issueDo")}
          </Button>
        </>
      }
    >
      {issue.error && Object.keys(fields).length === 0 ? <FormFailure error={issue.error} /> : null}
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <AmountField
          label={t("amount")}
          help={null}
          error={form.formState.errors.amount?.message}
          currency={currency}
          field={form.register("amount", { validate })}
        />
        <Field
          label={t("recipient")}
          help={t("recipientHelp")}
          aside={common("optional")}
          error={wrong("recipientEmail")}
        >
          <Input type="email" maxLength={254} autoComplete="off" {...form.register("recipientEmail")} />
        </Field>
        <Field
          label={t("lastDay")}
          help={t("lastDayHelp")}
          aside={common("optional")}
          error={wrong("lastDay")}
        >
          <Input type="date" {...form.register("lastDay")} />
        </Field>
        <Field label={t("note")} help={t("noteHelp")} aside={common("optional")}>
          <Input maxLength={300} autoComplete="off" {...form.register("note")} />
        </Field>
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}

function IssuedDialog({
  card,
  recipient,
  onClose,
}: {
  card: { id: string; code: string | null };
  recipient: string;
  onClose: () => void;
}) {
  const t = useTranslations("giftCards");
  const { handle } = useStore();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(card.code ?? "");
    setCopied(true);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("issuedTitle")}
      description={recipient ? t("issuedSent", { email: recipient }) : t("issuedNote")}
      footer={
        <>
          <Button asChild>
            <Link href={paths.giftCard(handle, card.id)}>{t("seeCard")}</Link>
          </Button>
          <Button look="primary" onClick={onClose}>
            {t("done")}
          </Button>
        </>
      }
    >
      {card.code ? (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-2 border border-line bg-sunken px-4 py-4">
          <code className="select-all font-semibold text-section tracking-wide">{card.code}</code>
          <Button size="small" onClick={copy} icon={isCopied ? "check" : undefined}>
            {isCopied ? t("copied") : t("copy")}
          </Button>
        </div>
      ) : (
        <Banner tone="warning" title={t("toldBefore")} />
      )}
      <p className="mt-3 text-ink-2">{t("once")}</p>
    </Dialog>
  );
}
