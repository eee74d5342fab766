"use client";

import { Button, SkeletonRows, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { useFailureText } from "../../api/errors.ts";
import { BlockFailure } from "../../shell/block-failure.tsx";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { CodesBlock } from "./codes-block.tsx";
import { StateBadge } from "./columns.tsx";
import { DiscountForm } from "./discount-form.tsx";
import { valuesOf } from "./discount-values.ts";
import { useDiscountWords } from "./discount-words.ts";

/** A discount: its form, its codes, and its end. */
export function DiscountPage({ id }: { id: string }) {
  const loading = useTranslations("common")("loading");
  const store = useStore();
  const trpc = useTRPC();
  const words = useDiscountWords();
  const discount = useQuery(trpc.discounts.get.queryOptions({ store: store.handle, id }));
  const languages = useQuery(trpc.discounts.languages.queryOptions({ store: store.handle }));
  if (discount.isError)
    return <BlockFailure error={discount.error} onRetry={() => void discount.refetch()} />;
  if (!(discount.data && languages.data)) return <SkeletonRows label={loading} />;
  const { data } = discount;
  return (
    <DiscountForm
      // What somebody else, or the button that ends it, has changed is shown.
      key={`${data.state} ${data.endsAt}`}
      id={id}
      title={words.name(data)}
      badges={<StateBadge state={data.state} />}
      actions={<End id={id} isEnded={data.state === "ended"} isUsed={data.uses > 0} />}
      locales={languages.data}
      values={valuesOf(data, languages.data, store)}
      markets={data.markets ? ([...data.markets] as never) : null}
    >
      {data.method === "code" ? <CodesBlock id={id} codes={data.codes} total={data.codeCount} /> : null}
    </DiscountForm>
  );
}

// One that was never used can go without a trace; any other ends.
function End({ id, isEnded, isUsed }: { id: string; isEnded: boolean; isUsed: boolean }) {
  const t = useTranslations("discounts");
  const forbidden = useTranslations("errors")("forbidden");
  const text = useFailureText();
  const router = useRouter();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle, role } = useStore();
  const refresh = () => queries.invalidateQueries(trpc.discounts.pathFilter());
  const end = useMutation(
    trpc.discounts.end.mutationOptions({
      onSuccess: async () => {
        await refresh();
        showToast(t("endedNow"));
      },
      onError: (error) => showToast(text(error)),
    }),
  );
  const remove = useMutation(
    trpc.discounts.remove.mutationOptions({
      onSuccess: async () => {
        router.replace(paths.discounts(handle));
        await queries.invalidateQueries(trpc.discounts.list.queryFilter());
        showToast(t("removed"));
      },
      onError: (error) => showToast(text(error)),
    }),
  );
  const reason = role === "staff" ? forbidden : null;
  if (!isEnded)
    return (
      <Button reason={reason} isBusy={end.isPending} onClick={() => end.mutate({ store: handle, id })}>
        {t("end")}
      </Button>
    );
  if (isUsed) return null;
  return (
    <Button reason={reason} isBusy={remove.isPending} onClick={() => remove.mutate({ store: handle, id })}>
      {t("remove")}
    </Button>
  );
}
