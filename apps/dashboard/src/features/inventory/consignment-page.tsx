"use client";

import type { ConsignmentLine } from "@hutong/inventory";
import type { ConsignmentKind } from "@hutong/inventory/schemas";
import {
  Block,
  Button,
  Columns,
  Field,
  Input,
  PageHeader,
  SideBlock,
  SkeletonRows,
  showToast,
} from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useFormats } from "../../shell/use-formats.ts";
import { ConsignmentForm } from "./consignment-form.tsx";
import { type Draft, quantityFault } from "./consignment-values.ts";
import { ConsignmentBadge, Expected, Way } from "./consignments-page.tsx";
import { VariantName } from "./stock-columns.tsx";

/** A transfer or purchase order: a draft to be changed, or what is on its way and has come. */
export function ConsignmentPage({ kind, id }: { kind: ConsignmentKind; id: string }) {
  const t = useTranslations(`consignments.${kind}`);
  const loading = useTranslations("common")("loading");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const view = useQuery(trpc.inventory.consignment.queryOptions({ store: handle, id }));
  if (view.data?.state === "draft" && role !== "staff")
    return <ConsignmentForm kind={kind} draft={view.data} />;
  if (view.data) return <Sent key={view.data.received} consignment={view.data} />;
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.consignments(handle, kind)}>{t("title")}</BackLink>}
        title=""
      />
      {view.isError ? (
        <BlockFailure error={view.error} onRetry={() => void view.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={5} />
      )}
    </>
  );
}

type Typed = Readonly<Record<string, { readonly quantity: string; readonly damaged: string }>>;

function Sent({ consignment }: { consignment: Draft }) {
  const { kind, id, number, state, lines, incoming } = consignment;
  const t = useTranslations(`consignments.${kind}`);
  const both = useTranslations("consignments");
  const reason = useReason();
  const forbidden = reason("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [key] = useState(() => crypto.randomUUID());
  const [typed, setTyped] = useState<Typed>({});
  const [fault, setFault] = useState<string | null>(null);
  const done = (words: string) => async () => {
    await queries.invalidateQueries(trpc.inventory.pathFilter());
    showToast(words);
  };
  const receive = useMutation(
    trpc.inventory.receiveConsignment.mutationOptions({ onSuccess: done(both("receivedToast")) }),
  );
  const close = useMutation(
    trpc.inventory.closeConsignment.mutationOptions({ onSuccess: done(both("closedToast")) }),
  );
  const isOpen = state === "sent" && role !== "staff";
  const typedOf = (line: ConsignmentLine) =>
    typed[line.variantId] ?? { quantity: String(line.incoming), damaged: "" };

  function submit() {
    const wanted = lines.filter(
      (line) => line.incoming > 0 && !["", "0"].includes(typedOf(line).quantity.trim()),
    );
    const wrong = wanted.find((line) => {
      const { quantity, damaged } = typedOf(line);
      return quantityFault(quantity) !== null || !/^\d{0,6}$/.test(damaged.trim());
    });
    if (wrong) return setFault(`${wrong.title}: ${reason("quantity_invalid")}`);
    if (wanted.length === 0) return setFault(reason("receive_nothing"));
    setFault(null);
    const parts = wanted.map((line) => {
      const { quantity, damaged } = typedOf(line);
      return { variantId: line.variantId, quantity: Number(quantity), damaged: Number(damaged || 0) };
    });
    receive.mutate({ store: handle, id, lines: parts, key });
  }

  const failed = receive.error ?? close.error;
  const refusedAt = Object.keys(failureOf(receive.error)?.fields ?? {})[0];
  return (
    <>
      <PageHeader
        isLined
        back={<BackLink href={paths.consignments(handle, kind)}>{t("title")}</BackLink>}
        title={t("numbered", { number })}
        badges={<ConsignmentBadge item={consignment} />}
        actions={
          state === "sent" ? (
            <Button
              reason={role === "staff" ? forbidden : null}
              isBusy={close.isPending}
              onClick={() => close.mutate({ store: handle, id })}
              title={t("closeNote", { count: incoming })}
            >
              {t("close")}
            </Button>
          ) : null
        }
      />
      <Columns side={<Side consignment={consignment} />}>
        {failed ? <FormFailure error={failed} /> : null}
        <Block
          title={both("goods")}
          note={both("receivedOf", { received: consignment.received, quantity: consignment.quantity })}
        >
          <ul className="border-line border-t">
            {lines.map((line) => (
              <li
                key={line.variantId}
                className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b py-3"
              >
                <span className="min-w-0 flex-1 basis-56">
                  <VariantName item={line} />
                </span>
                <span className="text-ink-2 tabular-nums">
                  {both("receivedOf", { received: line.received, quantity: line.quantity })}
                </span>
                {isOpen && line.incoming > 0 ? (
                  <span className="flex gap-2">
                    {(["quantity", "damaged"] as const).map((field) => (
                      <Field
                        key={field}
                        label={both(field === "quantity" ? "came" : "ofThemDamaged")}
                        className="w-24"
                      >
                        <Input
                          className="text-right"
                          inputMode="numeric"
                          autoComplete="off"
                          aria-label={both(field === "quantity" ? "cameOf" : "damagedOf", {
                            name: line.title,
                          })}
                          aria-invalid={refusedAt === `lines.${lines.indexOf(line)}` || undefined}
                          value={typedOf(line)[field]}
                          placeholder="0"
                          onChange={({ target }) =>
                            setTyped({
                              ...typed,
                              [line.variantId]: { ...typedOf(line), [field]: target.value },
                            })
                          }
                        />
                      </Field>
                    ))}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
          {fault ? (
            <p role="alert" className="pt-2 text-danger">
              {fault}
            </p>
          ) : null}
          {isOpen ? (
            <p className="flex justify-end pt-4">
              <Button look="primary" className="max-md:w-full" isBusy={receive.isPending} onClick={submit}>
                {both("receive")}
              </Button>
            </p>
          ) : null}
        </Block>
      </Columns>
    </>
  );
}

function Side({ consignment }: { consignment: Draft }) {
  const { kind, reference, note, cost, currency, incoming, sentAt, closedAt } = consignment;
  const both = useTranslations("consignments");
  const t = useTranslations(`consignments.${kind}`);
  const { money, dayAndTime } = useFormats();
  return (
    <>
      <SideBlock title={both(`columns.${kind}`)}>
        <Way item={consignment} />
      </SideBlock>
      <SideBlock title={both("expectedOn")}>
        <Expected item={consignment} />
      </SideBlock>
      {kind === "purchase" && cost > 0 ? (
        <SideBlock title={both("costTotal")}>{money({ amount: cost, currency })}</SideBlock>
      ) : null}
      {reference ? <SideBlock title={t("reference")}>{reference}</SideBlock> : null}
      <SideBlock title={both("times")}>
        <ul className="text-ink-2" suppressHydrationWarning>
          {sentAt ? <li>{t("sentAt", { when: dayAndTime(sentAt) })}</li> : null}
          {closedAt ? <li>{both("closedAt", { when: dayAndTime(closedAt) })}</li> : null}
          {incoming > 0 ? <li>{both("stillComing", { count: incoming })}</li> : null}
        </ul>
      </SideBlock>
      {note ? <SideBlock title={both("note")}>{note}</SideBlock> : null}
    </>
  );
}
