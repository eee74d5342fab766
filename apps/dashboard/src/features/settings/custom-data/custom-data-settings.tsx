"use client";

import type { MetafieldDefinition } from "@hutong/metafields";
import { type OwnerType, ownerTypes } from "@hutong/metafields/schemas";
import { Badge, Banner, Button, Dialog, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf } from "../../../api/errors.ts";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import { MetafieldsCard } from "../../metafields/metafields-card.tsx";
import { SettingsFrame } from "../settings-frame.tsx";
import { DefinitionForm } from "./definition-form.tsx";
import { KindList } from "./kind-list.tsx";

/**
 * Fields of the store's own: what products, variants, collections, customers, orders and the store have besides, with the store's
 * own values; and its own kinds of records.
 */
export function CustomDataSettings() {
  const t = useTranslations("metafields");
  const loading = useTranslations("common")("loading");
  const forbidden = useTranslations("errors")("forbidden");
  const { id, handle, role } = useStore();
  const trpc = useTRPC();
  const definitions = useQuery(trpc.metafields.definitions.queryOptions({ store: handle }));
  const canWrite = role !== "staff";
  return (
    <SettingsFrame part="custom-data">
      <p className="mb-5 text-ink-2">{t("note")}</p>
      {canWrite ? null : <Banner tone="info" icon="lock" title={forbidden} className="mb-5" />}
      {definitions.data ? (
        ownerTypes.map((one) => (
          <OwnerBlock
            key={one}
            ownerType={one}
            definitions={definitions.data.filter(({ ownerType }) => ownerType === one)}
            canWrite={canWrite}
          />
        ))
      ) : definitions.isError ? (
        <BlockFailure error={definitions.error} onRetry={() => void definitions.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={5} />
      )}
      <MetafieldsCard ownerType="SHOP" ownerId={id} />
      <KindList canWrite={canWrite} />
    </SettingsFrame>
  );
}

interface OwnerProps {
  readonly ownerType: OwnerType;
  readonly definitions: readonly MetafieldDefinition[];
  readonly canWrite: boolean;
}

function OwnerBlock({ ownerType, definitions, canWrite }: OwnerProps) {
  const t = useTranslations("metafields");
  const [isAdding, setAdding] = useState(false);
  return (
    <section className="mb-8">
      <div className="mb-1 flex items-baseline gap-3">
        <h2 className="font-semibold text-section">{t(`owners.${ownerType}`)}</h2>
        {canWrite && !isAdding ? (
          <span className="ml-auto">
            <Button
              icon="plus"
              size="small"
              aria-label={t("addTo", { owner: t(`owners.${ownerType}`) })}
              onClick={() => setAdding(true)}
            >
              {t("add")}
            </Button>
          </span>
        ) : null}
      </div>
      <ul>
        {definitions.map((one) => (
          <DefinitionRow key={one.id} definition={one} canWrite={canWrite} />
        ))}
      </ul>
      {definitions.length === 0 && !isAdding ? (
        <p className="border-line border-y py-3 text-ink-3">{t("noneYet")}</p>
      ) : null}
      {isAdding ? (
        <div className="border-line border-y py-4">
          <DefinitionForm ownerType={ownerType} onDone={() => setAdding(false)} />
        </div>
      ) : null}
    </section>
  );
}

function DefinitionRow({ definition, canWrite }: { definition: MetafieldDefinition; canWrite: boolean }) {
  const t = useTranslations("metafields");
  const [isOpen, setOpen] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const { name, namespace, key, type, storefrontAccess, pinnedPosition } = definition;
  if (isOpen)
    return (
      <li className="border-line border-t py-4 last:border-b">
        <DefinitionForm
          ownerType={definition.ownerType}
          definition={definition}
          onDone={() => setOpen(false)}
        />
      </li>
    );
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t py-2.5 last:border-b">
      <span className="min-w-0 flex-1">
        <span className="font-semibold">{name}</span>
        <span className="block break-all text-ink-3 text-small">
          {namespace}.{key} · {t(`types.${type.replace(".", "_")}` as "types.date")}
        </span>
      </span>
      {pinnedPosition !== null ? <Badge tone="neutral">{t("pinned")}</Badge> : null}
      {storefrontAccess === "PUBLIC_READ" ? <Badge tone="info">{t("public")}</Badge> : null}
      {canWrite ? (
        <>
          <Button look="quiet" aria-label={t("changeOf", { name })} onClick={() => setOpen(true)}>
            {t("change")}
          </Button>
          <Button look="quiet" aria-label={t("removeOf", { name })} onClick={() => setRemoving(true)}>
            {t("remove")}
          </Button>
        </>
      ) : null}
      {isRemoving ? <RemoveDialog definition={definition} onClose={() => setRemoving(false)} /> : null}
    </li>
  );
}

/** Asks at once where no value is there; where some are, what becomes of them. */
function RemoveDialog({ definition, onClose }: { definition: MetafieldDefinition; onClose: () => void }) {
  const t = useTranslations("metafields");
  const common = useTranslations("common");
  const { handle } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.metafields.remove.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.metafields.pathFilter());
        showToast(t("removed"));
        onClose();
      },
    }),
  );
  const failure = failureOf(remove.error);
  const count = failure?.reason === "definition_has_values" ? Number(failure.params.count) : null;
  const go = (values: "refuse" | "keep" | "remove") =>
    remove.mutate({ store: handle, id: definition.id, values });
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("removeTitle", { name: definition.name })}
      description={count === null ? t("removeNote") : t("removeValues", { count })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          {count === null ? (
            <Button look="primary" isBusy={remove.isPending} onClick={() => go("refuse")}>
              {t("remove")}
            </Button>
          ) : (
            <>
              <Button isBusy={remove.isPending} onClick={() => go("keep")}>
                {t("keepValues")}
              </Button>
              <Button look="primary" isBusy={remove.isPending} onClick={() => go("remove")}>
                {t("removeWithValues")}
              </Button>
            </>
          )}
        </>
      }
    >
      {remove.error && count === null ? <FormFailure error={remove.error} /> : null}
    </Dialog>
  );
}
