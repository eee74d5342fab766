"use client";

import type { StaffPart } from "@hutong/inventory";
import { mostParts } from "@hutong/inventory/schemas";
import { Button, Dialog, Icon, Input, showToast } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf, useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { GoodsPicker } from "../../discounts/goods-picker.tsx";

interface Row {
  readonly id: string;
  readonly title: string;
  readonly quantity: string;
}

const isWell = ({ quantity }: Row) => /^[1-9]\d{0,2}$/.test(quantity);

/** What is in one of a variant: picked from the store's goods, each with how many. */
export function BundleDialog({
  productId,
  variantId,
  parts,
  onClose,
}: {
  productId: string;
  variantId: string;
  parts: readonly StaffPart[];
  onClose: () => void;
}) {
  const t = useTranslations("bundle");
  const cancel = useTranslations("common")("cancel");
  const reason = useReason();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle: store } = useStore();
  const [rows, setRows] = useState<readonly Row[]>(() =>
    parts.map((part) => ({ id: part.variantId, title: part.title, quantity: String(part.quantity) })),
  );
  const put = useMutation(
    trpc.bundles.put.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.bundles.list.queryFilter({ store, productId }));
        onClose();
        showToast(t("saved"));
      },
    }),
  );
  const failure = failureOf(put.error);
  const faults = failure?.fields ?? {};
  const save = () => {
    if (!rows.every(isWell) || put.isPending) return;
    const wanted = rows.map(({ id, quantity }) => ({ variantId: id, quantity: Number(quantity) }));
    put.mutate({ store, variantId, parts: wanted });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("what")}
      description={t("whatNote")}
      footer={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button look="primary" isBusy={put.isPending} onClick={save} disabled={!rows.every(isWell)}>
            {rows.length === 0 && parts.length > 0 ? t("dissolve") : t("save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {Object.keys(faults).length === 0 ? <FormFailure error={put.error} /> : null}
        <ol className="flex flex-col gap-2">
          {rows.map((row, index) => {
            const fault = faults[`parts.${index}`];
            return (
              <li key={row.id}>
                <div className="flex items-center gap-2">
                  <Input
                    aria-label={t("howMany", { title: row.title })}
                    inputMode="numeric"
                    className="w-16 flex-none"
                    maxLength={3}
                    value={row.quantity}
                    aria-invalid={!isWell(row)}
                    onChange={({ target: { value } }) =>
                      setRows(rows.map((one) => (one.id === row.id ? { ...one, quantity: value } : one)))
                    }
                  />
                  <span className="min-w-0 flex-1 break-words">× {row.title}</span>
                  <Button
                    look="quiet"
                    size="icon"
                    aria-label={t("remove", { title: row.title })}
                    onClick={() => setRows(rows.filter((one) => one.id !== row.id))}
                  >
                    <Icon name="close" size={16} />
                  </Button>
                </div>
                {fault ? (
                  <p role="alert" className="text-danger text-small">
                    {reason(fault, { row: index + 1 })}
                  </p>
                ) : null}
                {isWell(row) ? null : (
                  <p role="alert" className="text-danger text-small">
                    {t("quantity")}
                  </p>
                )}
              </li>
            );
          })}
        </ol>
        {rows.length < mostParts ? (
          <GoodsPicker
            of="variants"
            chosen={[...rows.map(({ id }) => id), variantId]}
            onAdd={({ id, title }) => setRows([...rows, { id, title, quantity: "1" }])}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
