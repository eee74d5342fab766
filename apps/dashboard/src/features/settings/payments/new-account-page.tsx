"use client";

import { localized } from "@hutong/kernel";
import type { PaymentChoices, ProviderOffer } from "@hutong/payments";
import { Badge, Button, LetterTile, PageHeader, SkeletonRows } from "@hutong/ui";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useTRPC } from "../../../api/client.tsx";
import { BackLink } from "../../../shell/back-link.tsx";
import { BlockFailure } from "../../../shell/block-failure.tsx";
import { paths } from "../../../shell/paths.ts";
import { useStore } from "../../../shell/store-provider.tsx";
import { AccountForm, type AccountNames } from "./account-form.tsx";
import { currenciesOf, namedCurrencies } from "./account-values.ts";

/** Chooses a provider, then draws its form. */
export function NewAccountPage({ provider, names }: { provider: string | null; names: AccountNames }) {
  const t = useTranslations("payment");
  const loading = useTranslations("common")("loading");
  const locale = useLocale();
  const { handle } = useStore();
  const trpc = useTRPC();
  const choices = useQuery(
    trpc.payments.providers.queryOptions({ store: handle }, { refetchOnWindowFocus: false }),
  );
  const offer = choices.data?.providers.find(({ id }) => id === provider);
  const back = offer ? (
    <BackLink href={paths.newPayment(handle)}>{t("add")}</BackLink>
  ) : (
    <BackLink href={paths.settings(handle, "payments")}>{t("list")}</BackLink>
  );
  return (
    <>
      <PageHeader
        isLined
        back={back}
        title={offer ? t("connect", { name: localized(offer.label, locale) }) : t("add")}
      />
      {choices.data && offer ? (
        <AccountForm key={offer.id} offer={offer} choices={choices.data} names={names} />
      ) : choices.data ? (
        <Providers choices={choices.data} />
      ) : choices.isError ? (
        <BlockFailure error={choices.error} onRetry={() => void choices.refetch()} />
      ) : (
        <SkeletonRows label={loading} count={3} />
      )}
    </>
  );
}

function Providers({ choices }: { choices: PaymentChoices }) {
  const t = useTranslations("payment");
  return (
    <div className="w-full max-w-[720px] px-7 py-6 max-md:px-4">
      <p className="mb-3 text-ink-2">{t("addNote")}</p>
      <ul>
        {choices.providers.map((offer) => (
          <ProviderRow key={offer.id} offer={offer} choices={choices} />
        ))}
      </ul>
    </div>
  );
}

function ProviderRow({ offer, choices }: { offer: ProviderOffer; choices: PaymentChoices }) {
  const t = useTranslations("payment");
  const locale = useLocale();
  const { handle } = useStore();
  const name = localized(offer.label, locale);
  const fits = currenciesOf(offer, choices).length > 0;
  const named = namedCurrencies(offer);
  const many =
    offer.currencies === "any" ? t("anyCurrency") : t("takesMany", { count: offer.currencies.length });
  const currencies = named ? t("takes", { currencies: named.join(", ") }) : many;
  return (
    <li className="flex min-h-16 items-center gap-3 border-line border-t py-3">
      <LetterTile>{name}</LetterTile>
      <div className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2">
          {name}
          {offer.isForTestStoresOnly ? <Badge tone="info">{t("testOnly")}</Badge> : null}
        </span>
        <span className="block text-ink-3 text-small">
          {t(offer.settles === "online" ? "settlesOnline" : "settlesByHand")} · {currencies}
        </span>
        {fits ? null : (
          <span className="block text-small text-warning">
            {t("noCurrency", { currencies: choices.currencies.join(", ") })}
          </span>
        )}
      </div>
      <Button asChild>
        <Link href={paths.newPayment(handle, offer.id)}>
          {t.rich("connectShort", { name, hidden: (text) => <span className="sr-only">{text}</span> })}
        </Link>
      </Button>
    </li>
  );
}
