"use client";

import { Button, Field, Input, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";

const most = { downloads: 1_000, days: 3_650 } as const;

/** How often and how long what is bought may be downloaded. Not a form: it stands inside the product's. */
export function DownloadTerms({
  productId,
  terms,
}: {
  productId: string;
  terms: { readonly downloads: number; readonly days: number };
}) {
  const t = useTranslations("digital");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle: store, role } = useStore();
  const [given, setGiven] = useState({ downloads: String(terms.downloads), days: String(terms.days) });
  const put = useMutation(
    trpc.digital.putTerms.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.digital.list.queryFilter({ store, productId }));
        showToast(t("termsSaved"));
      },
    }),
  );
  const faultOf = (field: "downloads" | "days") => {
    const number = Number(given[field]);
    return Number.isInteger(number) && number >= 1 && number <= most[field]
      ? undefined
      : t("between", { least: 1, most: most[field] });
  };
  const isChanged = Number(given.downloads) !== terms.downloads || Number(given.days) !== terms.days;
  const isWell = !faultOf("downloads") && !faultOf("days");
  const save = () => {
    if (isWell && isChanged && !put.isPending)
      put.mutate({ store, productId, downloads: Number(given.downloads), days: Number(given.days) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    save();
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      {(["downloads", "days"] as const).map((field) => (
        <div key={field} className="w-40">
          <Field label={t(field)} error={faultOf(field)}>
            <Input
              inputMode="numeric"
              maxLength={4}
              disabled={role === "staff"}
              value={given[field]}
              onChange={({ target: { value } }) => setGiven({ ...given, [field]: value })}
              onKeyDown={onKeyDown}
            />
          </Field>
        </div>
      ))}
      {isChanged ? (
        <Button isBusy={put.isPending} onClick={save} disabled={!isWell}>
          {t("saveTerms")}
        </Button>
      ) : null}
      <p className="basis-full text-ink-3 text-small">{t("termsNote")}</p>
      <FormFailure error={put.error} />
    </div>
  );
}
