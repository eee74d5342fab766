"use client";

import type { PriceListView } from "@hutong/pricing";
import { AffixedInput, Banner, Button, Field, Input, Radio, Select, showToast, Textarea } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf, useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { Options } from "../../../shell/options.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../../shell/use-leave-guard.ts";
import { fromZoned, toZoned } from "../../discounts/zoned.ts";
import { percentOf, readPercent } from "./market-values.ts";

interface Values {
  name: string;
  kind: PriceListView["kind"];
  groupId: string;
  startsAt: string;
  endsAt: string;
  percent: string;
  prices: string;
}

export type StoredList = PriceListView & { readonly prices: string };

const shownAt: Readonly<Record<string, string>> = { basisPoints: "percent" };

/** Makes a price list or changes one; its prices are pasted from a sheet. */
export function PriceListForm({
  marketId,
  currency,
  list,
}: {
  marketId: string;
  currency: string;
  list: StoredList | null;
}) {
  const t = useTranslations("markets.lists");
  const common = useTranslations("common");
  const reason = useReason();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role, timezone } = useStore();
  const moment = (at: Date | null | undefined) => (at ? toZoned(at, timezone) : "");
  const form = useForm<Values>({
    defaultValues: {
      name: list?.name ?? "",
      kind: list?.kind ?? "market",
      groupId: list?.groupId ?? "",
      startsAt: moment(list?.startsAt),
      endsAt: moment(list?.endsAt),
      percent: list?.basisPoints ? percentOf(list.basisPoints) : "",
      prices: list?.prices ?? "",
    },
  });
  const kind = useWatch({ control: form.control, name: "kind" });
  const groups = useQuery(trpc.markets.groups.queryOptions({ store: handle }));
  const [codes, setCodes] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const put = useMutation(trpc.markets.putList.mutationOptions());
  const remove = useMutation(trpc.markets.removeList.mutationOptions());
  const isBusy = put.isPending || remove.isPending;
  const { isDirty, isSubmitSuccessful } = form.formState;
  useLeaveGuard(isDirty && !isBusy && !isSubmitSuccessful, t("leave"));
  const isOwner = role === "owner";
  const putRight = (field: string) => setCodes(({ [field]: _, ...rest }) => rest);
  const params = failureOf(failure)?.params ?? {};
  const says = (field: string) => (codes[field] ? reason(codes[field], params) : undefined);

  async function leave(toast: string): Promise<void> {
    form.reset(form.getValues());
    await queries.invalidateQueries(trpc.markets.pathFilter());
    router.push(paths.market(handle, marketId));
    showToast(toast);
  }
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const faults: Record<string, string> = {};
    const instant = (field: "startsAt" | "endsAt") => {
      if (values[field] === "") return null;
      const at = fromZoned(values[field], timezone);
      if (Number.isNaN(at.getTime())) faults[field] = "moment_invalid";
      return at;
    };
    const percent = values.percent.trim() === "" ? null : readPercent(values.percent);
    if (values.percent.trim() !== "" && (percent === null || percent === 0))
      faults.percent = "percent_invalid";
    const input = {
      ...{ marketId, name: values.name, kind: values.kind, prices: values.prices },
      groupId: values.kind === "group" ? values.groupId : null,
      startsAt: instant("startsAt"),
      endsAt: instant("endsAt"),
      // "-20" is meant as 20 off.
      basisPoints: values.kind === "market" || percent === null ? null : Math.abs(percent),
    };
    setCodes(faults);
    if (Object.keys(faults).length > 0) return;
    try {
      const { count } = await put.mutateAsync({ store: handle, ...(list ? { id: list.id } : {}), ...input });
      await leave(t("saved", { count }));
    } catch (error) {
      const fields = failureOf(error)?.fields ?? {};
      setCodes(
        Object.fromEntries(Object.entries(fields).map(([field, code]) => [shownAt[field] ?? field, code])),
      );
      setFailure(error);
    }
  });
  const takeAway = () =>
    remove
      .mutateAsync({ store: handle, id: list!.id })
      .then(() => leave(t("removed")))
      .catch(setFailure);

  return (
    <form
      onSubmit={submit}
      onChange={(event) => putRight((event.target as unknown as HTMLInputElement).name)}
      noValidate
      className="w-full max-w-[820px] px-7 py-6 max-md:px-4"
    >
      <fieldset disabled={!isOwner} className="flex flex-col gap-6">
        {isOwner ? null : <Banner tone="info" icon="lock" title={t("onlyOwner")} />}
        {failure && Object.keys(codes).length === 0 ? <FormFailure error={failure} /> : null}
        {Object.keys(codes).length > 0 ? <Banner tone="danger" title={reason("price_list_invalid")} /> : null}
        <Field label={t("name")} help={t("nameHelp")} error={says("name")}>
          <Input maxLength={80} autoComplete="off" {...form.register("name")} />
        </Field>
        <fieldset>
          <legend className="mb-1 font-semibold">{t("kind")}</legend>
          {(["market", "sale", "group"] as const).map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`kindOf.${one}`)}
              note={t(`kindNotes.${one}`)}
              {...form.register("kind")}
            />
          ))}
        </fieldset>
        {kind === "group" ? (
          <Field
            label={t("group")}
            help={groups.data?.length === 0 ? t("noGroups") : undefined}
            error={says("groupId")}
          >
            <Select {...form.register("groupId")}>
              <Options
                of={[
                  ["", t("chooseGroup")],
                  ...(groups.data ?? []).map((one) => [one.id, one.name] as const),
                ]}
              />
            </Select>
          </Field>
        ) : null}
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("startsAt")} help={t("momentHelp")} error={says("startsAt")}>
            <Input type="datetime-local" {...form.register("startsAt")} />
          </Field>
          <Field label={t("endsAt")} error={says("endsAt")}>
            <Input type="datetime-local" {...form.register("endsAt")} />
          </Field>
        </div>
        {kind === "market" ? null : (
          <Field label={t("percent")} help={t("percentHelp")} error={says("percent")}>
            <AffixedInput inputMode="decimal" after="%" className="max-w-40" {...form.register("percent")} />
          </Field>
        )}
        <Field label={t("pricesIn", { currency })} help={t("pricesHelp")} error={says("prices")}>
          <Textarea
            rows={12}
            spellCheck={false}
            className="font-mono tabular-nums"
            placeholder={t("pricesExample")}
            {...form.register("prices")}
          />
        </Field>
        {isOwner ? (
          <div className="flex flex-wrap gap-2 border-line border-t pt-5">
            <Button type="submit" look="primary" isBusy={put.isPending}>
              {common("save")}
            </Button>
            {list ? (
              <Button look="quiet" isBusy={remove.isPending} onClick={() => void takeAway()}>
                {t("remove")}
              </Button>
            ) : null}
          </div>
        ) : null}
      </fieldset>
    </form>
  );
}
