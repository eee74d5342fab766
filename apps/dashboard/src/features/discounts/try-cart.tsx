"use client";

import type { TriedCart } from "@hutong/checkout";
import type { DiscountInput as Input } from "@hutong/pricing";
import { DiscountInput } from "@hutong/pricing/schemas";
import { Button, Field, Icon, SideBlock, Input as TextInput } from "@hutong/ui";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText } from "../../api/errors.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { type DiscountValues, inputOf } from "./discount-values.ts";
import { GoodsPicker } from "./goods-picker.tsx";
import { TriedSums } from "./tried-sums.tsx";

interface Line {
  readonly variantId: string;
  readonly title: string;
  readonly quantity: number;
}

const pauseMs = 350;

// Asks again a moment after the last change; what came before is shown until the answer is there.
function useTried(lines: readonly Line[], code: string, draft: Input | null, draftId: string | null) {
  const { handle: store } = useStore();
  const trpc = useTRPC();
  const { mutate, data, error, isPending } = useMutation(trpc.discounts.try.mutationOptions());
  const [shown, setShown] = useState<TriedCart | null>(null);
  const asked = JSON.stringify([lines.map(({ variantId, quantity }) => [variantId, quantity]), code, draft]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is what it says as text.
  useEffect(() => {
    if (lines.length === 0) return;
    const timer = setTimeout(() => {
      const goods = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
      mutate({ store, lines: goods, code, draft, draftId });
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [asked]);
  useEffect(() => {
    if (data) setShown(data);
  }, [data]);
  return { tried: lines.length > 0 ? shown : null, error, isPending };
}

/** A cart beside the form: goods are picked, and the real totals are shown with this discount as it is written now. */
export function TryCart({ draftId, markets }: { draftId: string | null; markets: Input["markets"] }) {
  const t = useTranslations("discounts.try");
  const text = useFailureText();
  const place = useStore();
  const { control } = useFormContext<DiscountValues>();
  const values = useWatch({ control }) as DiscountValues;
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [code, setCode] = useState("");
  const written = inputOf(values, place, markets);
  const isReadable = DiscountInput.safeParse(written).success;
  const { tried, error, isPending } = useTried(lines, code, isReadable ? written : null, draftId);
  const change = (id: string, quantity: number) =>
    setLines(lines.map((line) => (line.variantId === id ? { ...line, quantity } : line)));
  return (
    <SideBlock title={t("title")}>
      <p className="mb-3 text-ink-3 text-small">{t("note")}</p>
      <GoodsPicker
        of="variants"
        chosen={lines.map(({ variantId }) => variantId)}
        onAdd={({ id, title }) => setLines([...lines, { variantId: id, title, quantity: 1 }])}
      />
      <ul className="my-3">
        {lines.map((line) => (
          <li key={line.variantId} className="flex items-center gap-2 py-1">
            <span className="min-w-0 flex-1">{line.title}</span>
            <TextInput
              type="number"
              min={1}
              max={9999}
              inputMode="numeric"
              className="w-20"
              aria-label={t("quantityOf", { title: line.title })}
              value={line.quantity}
              onChange={(event) =>
                change(
                  line.variantId,
                  Math.min(9999, Math.max(1, Math.trunc(Number(event.target.value)) || 1)),
                )
              }
            />
            <Button
              look="quiet"
              size="small"
              aria-label={t("remove", { title: line.title })}
              onClick={() => setLines(lines.filter(({ variantId }) => variantId !== line.variantId))}
            >
              <Icon name="close" size={14} />
            </Button>
          </li>
        ))}
      </ul>
      {lines.length === 0 ? (
        <p className="text-ink-3">{t("empty")}</p>
      ) : (
        <>
          <Field label={t("code")} aside={t("optional")}>
            <TextInput
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </Field>
          <div aria-live="polite" aria-busy={isPending} className="mt-4">
            {isReadable ? null : <p className="mb-2 text-warning text-small">{t("unreadable")}</p>}
            {error ? <p className="text-danger text-small">{text(error)}</p> : null}
            {tried && !error ? <TriedSums tried={tried} /> : null}
          </div>
        </>
      )}
    </SideBlock>
  );
}
