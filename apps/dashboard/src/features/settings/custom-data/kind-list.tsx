"use client";

import type { MetaobjectDefinitionItem } from "@hutong/metafields";
import { Button, Icon, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { useFormats } from "../../../shell/use-formats.ts";

/** `count` of a kind's entries is counted no further. */
const mostCounted = 10_000;

/** Kinds of the store's own records, each with the way to its entries and to its fields. */
export function KindList({ canWrite }: { canWrite: boolean }) {
  const t = useTranslations("records");
  const loading = useTranslations("common")("loading");
  const { handle } = useStore();
  const trpc = useTRPC();
  const kinds = useQuery(trpc.metafields.kinds.queryOptions({ store: handle }));
  return (
    <section className="mb-8">
      <div className="mb-1 flex items-baseline gap-3">
        <h2 className="font-semibold text-section">{t("title")}</h2>
        {canWrite ? (
          <span className="ml-auto">
            <Button asChild size="small">
              <Link href={paths.newKind(handle)} aria-label={t("addKind")}>
                <Icon name="plus" size={16} weight={2} />
                {t("add")}
              </Link>
            </Button>
          </span>
        ) : null}
      </div>
      <p className="mb-2 text-ink-3">{t("note")}</p>
      {kinds.isError ? (
        <BlockFailure error={kinds.error} onRetry={() => void kinds.refetch()} />
      ) : !kinds.data ? (
        <SkeletonRows label={loading} count={2} />
      ) : kinds.data.length === 0 ? (
        <p className="border-line border-y py-3 text-ink-3">{t("noKinds")}</p>
      ) : (
        <ul>
          {kinds.data.map((kind) => (
            <KindRow key={kind.id} kind={kind} />
          ))}
        </ul>
      )}
    </section>
  );
}

function KindRow({ kind: { id, name, type, fields, count } }: { kind: MetaobjectDefinitionItem }) {
  const t = useTranslations("records");
  const { handle } = useStore();
  const formats = useFormats();
  const many = formats.count(count);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t py-2.5 last:border-b">
      <span className="min-w-0 flex-1">
        <Link className="font-semibold hover:underline" href={paths.entries(handle, id)}>
          {name}
        </Link>
        <span className="block break-all text-ink-3 text-small">
          {type} · {t("countFields", { count: fields.length })} ·{" "}
          {count < mostCounted ? t("countEntries", { count }) : t("manyEntries", { count: many })}
        </span>
      </span>
      <Button asChild look="quiet">
        <Link href={paths.kind(handle, id)} aria-label={t("fieldsOf", { name })}>
          {t("fields")}
        </Link>
      </Button>
    </li>
  );
}
