"use client";

import type { OwnerFields } from "@hutong/metafields";
import type { FaultCode, OwnerType } from "@hutong/metafields/schemas";
import { Block, Button, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useLeaveGuard } from "../../shell/use-leave-guard.ts";
import { itemsOf, valueOfItems } from "./item-values.ts";
import type { Named } from "./reference-editor.tsx";
import { ValueField } from "./value-field.tsx";

/** The store's own fields of one thing, each with the right editor; saved by itself, apart from the form around it. */
export function MetafieldsCard({ ownerType, ownerId }: { ownerType: OwnerType; ownerId: string }) {
  const { handle } = useStore();
  const trpc = useTRPC();
  const fields = useQuery(
    trpc.metafields.owner.queryOptions(
      { store: handle, ownerType, ownerId },
      { refetchOnWindowFocus: false },
    ),
  );
  const t = useTranslations("metafields");
  if (fields.error)
    return (
      <Block title={t("title")}>
        <FormFailure error={fields.error} />
      </Block>
    );
  // What few stores have takes no room on the others' pages.
  if (!fields.data || (fields.data.definitions.length === 0 && ownerType !== "PRODUCT")) return null;
  return (
    <Fields
      key={JSON.stringify(fields.data.values)}
      fields={fields.data}
      ownerType={ownerType}
      ownerId={ownerId}
    />
  );
}

const titles: Partial<Record<OwnerType, "variantTitle" | "storeTitle">> = {
  PRODUCTVARIANT: "variantTitle",
  SHOP: "storeTitle",
};

// As the permissions of what the values hang on are given to roles.
function mayWrite(role: "owner" | "manager" | "staff", ownerType: OwnerType): boolean {
  if (ownerType === "SHOP") return role === "owner";
  return role !== "staff" || ownerType === "ORDER";
}

const nameOf = ({ namespace, key }: { namespace: string; key: string }) => `${namespace}.${key}`;

function Fields({
  fields,
  ownerType,
  ownerId,
}: {
  fields: OwnerFields;
  ownerType: OwnerType;
  ownerId: string;
}) {
  const t = useTranslations("metafields");
  const common = useTranslations("common");
  const { handle, role } = useStore();
  const forbidden = useTranslations("errors")("forbidden");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const save = useMutation(trpc.metafields.set.mutationOptions());
  const [typed, setTyped] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map());
  const [names, setNames] = useState<ReadonlyMap<string, Named>>(
    () => new Map(fields.references.map((one) => [one.id, one])),
  );
  useLeaveGuard(typed.size > 0 && !save.isPending, t("leave"));
  const kept = new Map(fields.values.map((one) => [nameOf(one), one.value]));

  const submit = async () => {
    const values = fields.definitions
      .filter((one) => typed.has(nameOf(one)))
      .map(({ namespace, key, type }) => ({
        namespace,
        key,
        value: valueOfItems(type, typed.get(nameOf({ namespace, key })) ?? []),
      }));
    const outcome = await save.mutateAsync({ store: handle, ownerType, ownerId, values }).catch(() => null);
    if (!outcome) return; // said above by `save.error`
    if (outcome.kind === "refused") {
      setFaults(
        new Map(outcome.faults.map((one) => [nameOf(one), t(`faults.${one.code as FaultCode}`, one.params)])),
      );
      return;
    }
    setTyped(new Map());
    setFaults(new Map());
    await queries.invalidateQueries(trpc.metafields.owner.pathFilter());
    showToast(common("saved"));
  };

  return (
    <Block
      title={t(titles[ownerType] ?? "title")}
      action={
        typed.size > 0 ? (
          <Button
            look="primary"
            isBusy={save.isPending}
            reason={mayWrite(role, ownerType) ? null : forbidden}
            onClick={() => void submit()}
          >
            {t("save")}
          </Button>
        ) : null
      }
    >
      <FormFailure error={save.error} />
      {fields.definitions.length === 0 ? (
        <p className="text-ink-2">
          {t("none")}{" "}
          <Link className="text-accent-text underline" href={paths.settings(handle, "custom-data")}>
            {t("define")}
          </Link>
        </p>
      ) : null}
      {/* What was typed while the rest is on its way would be lost to what comes back. */}
      <fieldset disabled={save.isPending} className="flex flex-col gap-4">
        {fields.definitions.map((one) => (
          <ValueField
            key={one.id}
            name={one.name}
            description={one.description}
            type={one.type}
            validations={one.validations}
            address={nameOf(one)}
            items={typed.get(nameOf(one)) ?? itemsOf(one.type, kept.get(nameOf(one)))}
            names={names}
            fault={faults.get(nameOf(one))}
            onChange={(items, chosen) => {
              if (chosen) setNames((known) => new Map(known).set(chosen.id, chosen));
              setTyped((before) => new Map(before).set(nameOf(one), items));
            }}
          />
        ))}
      </fieldset>
    </Block>
  );
}
