"use client";

import type { StaffProduct } from "@hutong/catalogue";
import { Field, Select } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useStore } from "../../shell/store-provider.tsx";
import { MetafieldsCard } from "./metafields-card.tsx";

/** The store's own fields of a product's variants, one of them at a time; nothing where variants have none. */
export function VariantMetafields({ variants }: { variants: StaffProduct["variants"] }) {
  const t = useTranslations("metafields");
  const { handle } = useStore();
  const trpc = useTRPC();
  const definitions = useQuery(
    trpc.metafields.definitions.queryOptions({ store: handle, ownerType: "PRODUCTVARIANT" }),
  );
  const [chosen, setChosen] = useState(variants[0]?.id ?? "");
  const shown = variants.some(({ id }) => id === chosen) ? chosen : variants[0]?.id;
  if (!definitions.data?.length || !shown) return null;
  return (
    <section>
      {variants.length > 1 ? (
        <Field label={t("variant")} className="mb-4">
          <Select value={shown} onChange={(event) => setChosen(event.target.value)}>
            {variants.map(({ id, option1, option2, option3 }) => (
              <option key={id} value={id}>
                {[option1, option2, option3].filter(Boolean).join(" / ")}
              </option>
            ))}
          </Select>
        </Field>
      ) : null}
      <MetafieldsCard key={shown} ownerType="PRODUCTVARIANT" ownerId={shown} />
    </section>
  );
}
