"use client";

import type { NamedGoods } from "@hutong/catalogue";
import { Button, SearchField } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "../../api/client.tsx";
import { useStore } from "../../shell/store-provider.tsx";

/** Looks for goods and adds them: whole products and collections, or variants alone. */
export function GoodsPicker({
  of,
  chosen,
  onAdd,
}: {
  of: "targets" | "variants";
  /** Ids that are there already. */
  chosen: readonly string[];
  onAdd: (goods: NamedGoods) => void;
}) {
  const t = useTranslations("discounts.goods");
  const { handle } = useStore();
  const trpc = useTRPC();
  const [query, setQuery] = useState("");
  const [isOpen, setOpen] = useState(false);
  const wanted = useDeferredValue(query);
  const found = useQuery(
    trpc.discounts.goods.queryOptions(
      { store: handle, query: wanted },
      { enabled: isOpen, placeholderData: keepPreviousData },
    ),
  );
  const all = found.data ? offered(found.data, of, (title) => t("all", { title })) : [];
  const items = all.filter(({ id }) => !chosen.includes(id));
  return (
    <div className="flex flex-col gap-1.5">
      <SearchField
        aria-label={t("search")}
        placeholder={t("search")}
        value={query}
        maxLength={200}
        onFocus={() => setOpen(true)}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
          if (event.key === "Escape") setOpen(false);
        }}
      />
      {isOpen && found.isError ? (
        <p role="alert" className="text-danger text-small">
          {t("failed")}
        </p>
      ) : null}
      {isOpen && found.data ? (
        <ul
          aria-label={t("found")}
          className="max-h-60 overflow-y-auto rounded-2 border border-line bg-surface"
        >
          {items.length === 0 ? <li className="px-3 py-2 text-ink-3">{t("none")}</li> : null}
          {items.map((one) => (
            <li key={one.id} className="border-line border-b last:border-0">
              <button
                type="button"
                className="flex min-h-9 w-full items-center gap-2 px-3 py-1.5 text-left hover:bg-sunken max-md:min-h-11"
                onClick={() => onAdd(one)}
              >
                <span className="min-w-0 flex-1">{one.title}</span>
                <span className="flex-none text-ink-3 text-small">{t(one.kind)}</span>
              </button>
            </li>
          ))}
          <li className="px-2 py-1 text-right">
            <Button look="quiet" size="small" onClick={() => setOpen(false)}>
              {t("done")}
            </Button>
          </li>
        </ul>
      ) : null}
    </div>
  );
}

interface Found {
  readonly products: readonly {
    readonly id: string;
    readonly title: string;
    readonly variants: readonly { readonly id: string; readonly title: string }[];
  }[];
  readonly collections: readonly NamedGoods[];
}

function offered(
  { products, collections }: Found,
  of: "targets" | "variants",
  whole: (title: string) => string,
) {
  const variants = products.flatMap(({ title, variants: own }) =>
    own.map((one) => ({
      kind: "variant" as const,
      id: one.id,
      title: one.title ? `${title} · ${one.title}` : title,
    })),
  );
  if (of === "variants") return variants;
  const targets: NamedGoods[] = products.flatMap(({ id, title, variants: own }) => {
    const product = { kind: "product" as const, id, title: own.length > 1 ? whole(title) : title };
    return [
      product,
      ...(own.length > 1 ? variants.filter((one) => own.some(({ id: mine }) => mine === one.id)) : []),
    ];
  });
  return [...collections, ...targets];
}
