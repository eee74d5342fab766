"use client";

import { SearchField } from "@hutong/ui";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "../../../api/client.tsx";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";

/** What a customer would find, best first. */
export function TrySearch() {
  const t = useTranslations("search");
  const { handle } = useStore();
  const trpc = useTRPC();
  const [words, setWords] = useState("");
  const query = useDeferredValue(words.trim());
  const found = useQuery(
    trpc.products.list.queryOptions(
      { store: handle, query, status: "active", limit: 6 },
      { enabled: query !== "", placeholderData: keepPreviousData },
    ),
  );
  return (
    <section className="border-line border-t pt-5">
      <h2 className="font-semibold text-section">{t("try")}</h2>
      <p className="mb-3 text-ink-2">{t("tryNote")}</p>
      <SearchField
        aria-label={t("try")}
        placeholder={t("tryExample")}
        maxLength={100}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <FormFailure error={query ? found.error : null} />
      <ol aria-live="polite" className="mt-3">
        {query && found.data?.items.length === 0 ? <li className="text-ink-2">{t("tryNothing")}</li> : null}
        {query
          ? found.data?.items.map((product) => (
              <li key={product.id} className="border-line border-t first:border-t-0">
                <Link href={paths.product(handle, product.id)} className="block py-2 hover:bg-sunken">
                  {product.title}
                </Link>
              </li>
            ))
          : null}
      </ol>
    </section>
  );
}
