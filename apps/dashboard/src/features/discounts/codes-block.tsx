"use client";

import type { CodeItem } from "@hutong/pricing";
import { Block, Button, Field, Input, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { useStore } from "../../shell/store-provider.tsx";

const shown = 20;

/** The codes of a discount: links to copy, all of them as a file, and new ones that are made up. */
export function CodesBlock({
  id,
  codes,
  total,
}: {
  id: string;
  codes: readonly CodeItem[];
  /** How many there are; `codes` are the first ten thousand. */
  total: number;
}) {
  const t = useTranslations("discounts.codes");
  const { url } = useStore();
  const copy = async (code: string) => {
    await navigator.clipboard.writeText(`${url}/discount/${encodeURIComponent(code)}`);
    showToast(t("copied"));
  };
  return (
    <Block title={t("title", { count: total })} action={<Download codes={codes} />}>
      <ul className="mb-5 border-line border-y">
        {codes.slice(0, shown).map(({ code, uses, mostUses }) => (
          <li key={code} className="flex items-center gap-3 border-line border-b py-1 last:border-0">
            <span className="min-w-0 flex-1 break-all font-mono">{code}</span>
            <span className="flex-none text-ink-3">
              {mostUses === null ? t("uses", { uses }) : t("usesOf", { uses, most: mostUses })}
            </span>
            <Button
              look="quiet"
              size="small"
              onClick={() => void copy(code)}
              aria-label={t("copyOf", { code })}
            >
              {t("copy")}
            </Button>
          </li>
        ))}
        {total > shown ? <li className="py-2 text-ink-3">{t("more", { count: total - shown })}</li> : null}
      </ul>
      <MakeCodes id={id} />
    </Block>
  );
}

function Download({ codes }: { codes: readonly CodeItem[] }) {
  const t = useTranslations("discounts.codes");
  if (codes.length < 2) return null;
  const save = () => {
    const lines = ["code,uses,limit", ...codes.map((one) => `${one.code},${one.uses},${one.mostUses ?? ""}`)];
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = "codes.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Button look="link" onClick={save}>
      {t("download")}
    </Button>
  );
}

// No form of its own: it stands inside the discount's.
function MakeCodes({ id }: { id: string }) {
  const t = useTranslations("discounts.codes");
  const forbidden = useTranslations("errors")("forbidden");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const [count, setCount] = useState("100");
  const [prefix, setPrefix] = useState("");
  const make = useMutation(
    trpc.discounts.addCodes.mutationOptions({
      onSuccess: async ({ codes }) => {
        await queries.invalidateQueries(trpc.discounts.pathFilter());
        showToast(t("made", { count: codes.length }));
      },
    }),
  );
  const run = () =>
    make.mutate({
      store: handle,
      discountId: id,
      count: Number(count) || 0,
      prefix: prefix.trim(),
      mostUses: 1,
    });
  return (
    <div className="flex flex-col gap-3">
      <FormFailure error={make.error} />
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("count")} className="w-28">
          <Input inputMode="numeric" value={count} onChange={(event) => setCount(event.target.value)} />
        </Field>
        <Field label={t("prefix")} className="w-40">
          <Input
            maxLength={20}
            className="font-mono uppercase"
            value={prefix}
            onChange={(event) => setPrefix(event.target.value)}
          />
        </Field>
        <Button
          size="field"
          onClick={run}
          isBusy={make.isPending}
          reason={role === "staff" ? forbidden : null}
        >
          {t("make")}
        </Button>
      </div>
      <p className="text-ink-3 text-small">{t("note")}</p>
    </div>
  );
}
