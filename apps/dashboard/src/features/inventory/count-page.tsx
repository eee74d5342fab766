"use client";

import type { CountLine, CountView } from "@hutong/inventory";
import { Banner, Block, Button, Field, Icon, Input, PageHeader, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { failureOf, useFailureText, useReason } from "../../api/errors.ts";
import { BackLink } from "../../shell/back-link.tsx";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { CountBadge } from "./counts-page.tsx";
import { VariantName } from "./stock-columns.tsx";

/** A count: what is scanned or typed, what differs, and the commit that puts the books right. */
export function CountPage({ id }: { id: string }) {
  const t = useTranslations("counts");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const view = useQuery(trpc.inventory.count.queryOptions({ store: handle, id }));
  if (view.data) return <Count count={view.data} />;
  return (
    <>
      <PageHeader isLined back={<BackLink href={paths.counts(handle)}>{t("title")}</BackLink>} title="" />
      {view.isError ? (
        <BlockFailure error={view.error} onRetry={() => void view.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={5} />
      )}
    </>
  );
}

function Count({ count }: { count: CountView }) {
  const { id, name, number, state, location, entries, uncounted } = count;
  const t = useTranslations("counts");
  const forbidden = useReason()("forbidden");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries(trpc.inventory.pathFilter());
  const commit = useMutation(
    trpc.inventory.commitCount.mutationOptions({
      onSuccess: async ({ applied, short }) => {
        await refresh();
        if (short.length === 0) showToast(t("committedToast", { count: applied }));
      },
    }),
  );
  const cancel = useMutation(trpc.inventory.cancelCount.mutationOptions({ onSuccess: refresh }));
  const isOpen = state === "open";
  const why = role === "staff" ? forbidden : null;
  const short = new Set(commit.data?.short);
  const failed = commit.error ?? cancel.error;
  return (
    <>
      <PageHeader
        isLined
        isSticky
        back={<BackLink href={paths.counts(handle)}>{t("title")}</BackLink>}
        title={name || t("numbered", { number })}
        badges={<CountBadge item={count} />}
        note={location.name}
        actions={
          isOpen ? (
            <>
              <Button
                reason={why}
                isBusy={cancel.isPending}
                onClick={() => cancel.mutate({ store: handle, id })}
              >
                {t("cancel")}
              </Button>
              <Button
                look="primary"
                reason={why}
                isBusy={commit.isPending}
                onClick={() => commit.mutate({ store: handle, id })}
              >
                {t("commit")}
              </Button>
            </>
          ) : null
        }
      />
      <div className="w-full max-w-[820px] px-7 py-6 max-md:px-4">
        {failed ? <FormFailure error={failed} /> : null}
        {short.size > 0 ? (
          <Banner tone="warning" title={t("shortTitle", { count: short.size })}>
            {t("shortNote")}
          </Banner>
        ) : null}
        {isOpen && role !== "staff" ? <Entry id={id} /> : null}
        <Block
          title={t("entries", { lines: count.lines, different: count.different })}
          note={isOpen && uncounted > 0 ? t("uncounted", { count: uncounted }) : null}
        >
          {entries.length === 0 ? (
            <p className="border-line border-t py-4 text-ink-3">{t("noEntries")}</p>
          ) : null}
          <ul className="border-line border-t empty:hidden">
            {entries.map((line) => (
              <Line
                key={line.variantId}
                id={id}
                line={line}
                isOpen={isOpen && role !== "staff" && !line.isApplied}
                isShort={short.has(line.variantId)}
              />
            ))}
          </ul>
        </Block>
      </div>
    </>
  );
}

/** Where a scanner types: a barcode or SKU and Enter counts one more; with a number before it, as many. */
function Entry({ id }: { id: string }) {
  const t = useTranslations("counts");
  const reason = useReason();
  const failureText = useFailureText();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const code = useRef<HTMLInputElement>(null);
  const [units, setUnits] = useState("1");
  const [fault, setFault] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const enter = useMutation(
    trpc.inventory.enterCount.mutationOptions({
      onSuccess: async ({ counted }, given) => {
        setSaid(t("entered", { code: given.code ?? "", count: counted }));
        setUnits("1");
        await queries.invalidateQueries(trpc.inventory.pathFilter());
      },
      onError: (error, given) => {
        const refused = failureOf(error);
        setFault(refused ? reason(refused.reason, { code: given.code ?? "" }) : failureText(error));
      },
    }),
  );
  function submit(event: FormEvent) {
    event.preventDefault();
    const typed = code.current?.value.trim() ?? "";
    code.current?.focus();
    if (typed === "") return;
    if (!/^\d{1,6}$/.test(units.trim())) return setFault(reason("quantity_invalid"));
    setFault(null);
    enter.mutate({ store: handle, id, code: typed, counted: Number(units), isMore: true });
    code.current!.value = "";
  }
  return (
    <form onSubmit={submit} noValidate className="mb-6 rounded-3 border border-line bg-sunken p-4">
      <div className="flex flex-wrap items-start gap-3">
        <Field label={t("units")} className="w-24">
          <Input
            inputMode="numeric"
            autoComplete="off"
            className="text-right"
            value={units}
            onChange={({ target }) => setUnits(target.value)}
            onFocus={({ target }) => target.select()}
          />
        </Field>
        <Field
          label={t("code")}
          help={t("codeHelp")}
          error={fault ?? undefined}
          className="min-w-0 flex-1 basis-56"
        >
          <Input
            ref={code}
            autoFocus
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="done"
          />
        </Field>
        <Button type="submit" size="field" className="md:mt-[26px] max-md:w-full" isBusy={enter.isPending}>
          {t("enter")}
        </Button>
      </div>
      <p role="status" className="min-h-5 pt-1 text-ink-2 text-small">
        {said}
      </p>
    </form>
  );
}

function Line({
  id,
  line,
  isOpen,
  isShort,
}: {
  id: string;
  line: CountLine;
  isOpen: boolean;
  isShort: boolean;
}) {
  const t = useTranslations("counts");
  const reason = useReason();
  const failureText = useFailureText();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { variantId, counted, expected } = line;
  const [text, setText] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const settled = {
    onSuccess: async () => {
      await queries.invalidateQueries(trpc.inventory.pathFilter());
      setText(null);
    },
    onError: (error: unknown) => setFault(failureText(error)),
  };
  const enter = useMutation(trpc.inventory.enterCount.mutationOptions(settled));
  const remove = useMutation(trpc.inventory.removeCountLine.mutationOptions(settled));
  function save() {
    if (text === null || text.trim() === String(counted)) return setText(null);
    if (!/^\d{1,6}$/.test(text.trim())) return setFault(reason("quantity_invalid"));
    setFault(null);
    enter.mutate({ store: handle, id, variantId, counted: Number(text), isMore: false });
  }
  const difference = counted - expected;
  const name = [line.title, line.options].filter(Boolean).join(" · ");
  return (
    <li className={`border-line border-b py-2.5 ${isShort ? "bg-warning-soft" : ""}`}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <span className="min-w-0 flex-1 basis-56">
          <VariantName item={line} />
        </span>
        <span className="ml-auto flex items-center gap-x-4">
          <span className="text-ink-2 tabular-nums">{t("expected", { count: expected })}</span>
          {isOpen ? (
            <Input
              className="w-24 text-right"
              inputMode="numeric"
              autoComplete="off"
              aria-label={t("countedOf", { name })}
              aria-invalid={fault ? true : undefined}
              value={text ?? String(counted)}
              onChange={({ target }) => setText(target.value)}
              onFocus={({ target }) => target.select()}
              onBlur={save}
              onKeyDown={(event) => {
                if (event.key === "Enter") save();
                if (event.key === "Escape") setText(null);
              }}
            />
          ) : (
            <span className="w-24 text-right tabular-nums">{counted}</span>
          )}
          <b
            className={`w-12 text-right font-semibold tabular-nums ${difference === 0 ? "text-ink-3" : difference < 0 ? "text-danger" : "text-success"}`}
          >
            {difference > 0 ? `+${difference}` : difference < 0 ? `−${-difference}` : "0"}
          </b>
          {isOpen ? (
            <Button
              look="quiet"
              size="small"
              aria-label={t("removeOf", { name })}
              isBusy={remove.isPending}
              onClick={() => remove.mutate({ store: handle, id, variantId })}
            >
              <Icon name="close" size={14} />
            </Button>
          ) : null}
        </span>
      </div>
      {fault ? (
        <p role="alert" className="text-right text-danger text-small">
          {fault}
        </p>
      ) : null}
    </li>
  );
}
