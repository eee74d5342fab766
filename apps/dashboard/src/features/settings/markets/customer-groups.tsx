"use client";

import type { CustomerGroupView } from "@hutong/pricing";
import { Button, Field, Input, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf, useFailureText, useReason } from "../../../api/errors.ts";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";

/** Customers who share prices: the groups, and one to add. Who is in one is said on the customer's page. */
export function CustomerGroups() {
  const t = useTranslations("markets.groups");
  const loading = useTranslations("common")("loading");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const groups = useQuery(trpc.markets.groups.queryOptions({ store: handle }));
  return (
    <section className="mt-10">
      <h2 className="font-semibold text-section">{t("title")}</h2>
      <p className="mb-3 text-ink-2">{t("note")}</p>
      {groups.data ? (
        <ul className="mb-4">
          {groups.data.map((group) => (
            <GroupRow key={group.id} group={group} />
          ))}
          {groups.data.length === 0 ? (
            <li className="border-line border-y py-4 text-ink-2">{t("none")}</li>
          ) : null}
        </ul>
      ) : groups.error ? (
        <BlockFailure error={groups.error} onRetry={() => void groups.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={2} />
      )}
      {role === "owner" ? <AddGroup /> : null}
    </section>
  );
}

function GroupRow({ group }: { group: CustomerGroupView }) {
  const t = useTranslations("markets.groups");
  const reason = useReason();
  const failure = useFailureText();
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.markets.removeGroup.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.markets.pathFilter());
        showToast(t("removed"));
      },
      onError: (error) => showToast(failure(error)),
    }),
  );
  return (
    <li className="flex items-center gap-4 border-line border-t py-3 last:border-b">
      <span className="min-w-0 flex-1">
        <b className="font-semibold">{group.name}</b>
        <span className="block text-ink-2 text-small">
          {t("counts", { customers: group.customers, lists: group.priceLists })}
        </span>
      </span>
      {role === "owner" ? (
        <Button
          look="quiet"
          size="small"
          aria-label={t("removeNamed", { name: group.name })}
          isBusy={remove.isPending}
          {...(group.priceLists > 0 ? { reason: reason("group_used") } : {})}
          onClick={() => remove.mutate({ store: handle, id: group.id })}
        >
          {t("remove")}
        </Button>
      ) : null}
    </li>
  );
}

function AddGroup() {
  const t = useTranslations("markets.groups");
  const reason = useReason();
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const put = useMutation(
    trpc.markets.putGroup.mutationOptions({
      onSuccess: async () => {
        setName("");
        await queries.invalidateQueries(trpc.markets.pathFilter());
      },
    }),
  );
  const code = failureOf(put.error)?.fields.name;
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        put.mutate({ store: handle, name });
      }}
    >
      <Field label={t("name")} error={code ? reason(code) : undefined} className="w-72 max-w-full">
        <Input
          value={name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
            put.reset();
          }}
        />
      </Field>
      <Button type="submit" isBusy={put.isPending}>
        {t("add")}
      </Button>
      {put.error && !code ? <FormFailure error={put.error} /> : null}
    </form>
  );
}
