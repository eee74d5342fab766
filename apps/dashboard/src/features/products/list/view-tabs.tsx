"use client";

import type { ProductView } from "@hutong/catalogue";
import { Button, Checkbox, Dialog, Field, Input, showToast, Tab, Tabs } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { addressOf, type ProductsQuery, productTabs, queryOfView, viewOf } from "../query.ts";

type View = Pick<ProductView, keyof ProductView>;

const key = (query: ProductsQuery) => JSON.stringify(addressOf({ ...query, cursor: "" }));

function useViews() {
  const { handle } = useStore();
  const trpc = useTRPC();
  const views = useQuery(trpc.productList.views.queryOptions({ store: handle }));
  return views.data ?? [];
}

/** The statuses, then what was kept: each a link to a list that is narrowed. */
export function ViewTabs({ query }: { query: ProductsQuery }) {
  const t = useTranslations("products");
  const { handle } = useStore();
  const views = useViews();
  const kept = views.map((view) => ({ ...view, wanted: queryOfView(view.query) }));
  const here = key(query);
  const isKept = kept.some(({ wanted }) => key(wanted) === here);
  return (
    <Tabs label={t("views")}>
      {productTabs.map((status) => (
        <Tab key={status} isOn={!isKept && status === query.status}>
          <Link href={paths.products(handle, addressOf({ ...query, status, cursor: "" }))}>
            {t(`tabs.${status}`)}
          </Link>
        </Tab>
      ))}
      {kept.map(({ id, name, wanted }) => (
        <Tab key={id} isOn={key(wanted) === here}>
          <Link href={paths.products(handle, addressOf(wanted))}>{name}</Link>
        </Tab>
      ))}
    </Tabs>
  );
}

/** Keeps the filter as it is, or changes the name of the kept one that it is, or forgets that. */
export function KeepView({ query }: { query: ProductsQuery }) {
  const t = useTranslations("products.list");
  const [isOpen, setOpen] = useState(false);
  const kept = useViews().find((view) => key(queryOfView(view.query)) === key(query));
  const isNarrowed = Object.keys(viewOf(query)).length > 0;
  if (!isNarrowed) return null;
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t(kept ? "changeView" : "keepView")}
      </Button>
      {isOpen ? <ViewDialog query={query} kept={kept} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function ViewDialog({
  query,
  kept,
  onClose,
}: {
  query: ProductsQuery;
  kept: View | undefined;
  onClose: () => void;
}) {
  const t = useTranslations("products.list");
  const cancel = useTranslations("common")("cancel");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(kept?.name ?? "");
  const mayShare = role !== "staff";
  const [isShared, setShared] = useState(kept?.isShared ?? mayShare);
  const done = async (text: string) => {
    await queries.invalidateQueries(trpc.productList.views.pathFilter());
    showToast(text);
    onClose();
  };
  const save = useMutation(
    trpc.productList.saveView.mutationOptions({ onSuccess: () => done(t("viewKept")) }),
  );
  const remove = useMutation(
    trpc.productList.removeView.mutationOptions({ onSuccess: () => done(t("viewForgotten")) }),
  );
  const isTheirs = mayShare || kept?.isShared !== true;
  const submit = () =>
    save.mutate({ store: handle, ...(kept && { id: kept.id }), name, isShared, query: viewOf(query) });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t(kept ? "changeView" : "keepView")}
      description={t("keepViewNote")}
      footer={
        <>
          {kept && isTheirs ? (
            <Button
              look="quiet"
              className="md:mr-auto"
              isBusy={remove.isPending}
              onClick={() => remove.mutate({ store: handle, id: kept.id })}
            >
              {t("forgetView")}
            </Button>
          ) : null}
          <Button onClick={onClose}>{cancel}</Button>
          <Button
            look="primary"
            isBusy={save.isPending}
            reason={name.trim() === "" ? t("nameFirst") : isTheirs ? null : t("notYours")}
            onClick={submit}
          >
            {t("keep")}
          </Button>
        </>
      }
    >
      <Field label={t("viewName")}>
        <Input
          autoFocus
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && name.trim() !== "" && isTheirs) submit();
          }}
        />
      </Field>
      <Checkbox
        label={t("shared")}
        note={mayShare ? t("sharedNote") : t("sharedForbidden")}
        checked={isShared}
        disabled={!mayShare}
        onChange={(event) => setShared(event.target.checked)}
      />
      <FormFailure error={save.error ?? remove.error} />
    </Dialog>
  );
}
