import { countries, currencyOf, languageOf, timezoneOf } from "@hutong/onboarding";
import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { hasDevelopmentMailbox, storefrontSuffix } from "../../../../env.ts";
import { ResendVerification } from "../../../../features/people/resend-verification.tsx";
import { NewStoreForm } from "../../../../features/stores/new-store-form.tsx";
import {
  currencyOptions,
  languageOptions,
  timezoneOptions,
} from "../../../../features/stores/option-lists.ts";
import { requireUser } from "../../../../server/current-user.ts";
import { CalmPage } from "../../../../shell/calm-page.tsx";
import { paths } from "../../../../shell/paths.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("newStore"))("title") };
}

export default async function NewStorePage() {
  const user = await requireUser(paths.newStore());
  const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
  if (!user.isVerified)
    return (
      <CalmPage
        brand={t("brand.name")}
        title={t("people.verify.pendingTitle")}
        lead={t("people.verify.pendingNote", { email: user.email })}
        foot={
          hasDevelopmentMailbox ? (
            <Link href={paths.mailbox()} className="font-semibold text-accent-text hover:underline">
              {t("people.mailbox")}
            </Link>
          ) : undefined
        }
      >
        <ResendVerification />
      </CalmPage>
    );
  const names = new Intl.DisplayNames(locale, { type: "region" });
  const proposals = countries.map((code) => ({
    code,
    name: names.of(code) ?? code,
    currency: currencyOf(code),
    locale: languageOf(code),
    timezone: timezoneOf(code),
  }));
  proposals.sort((a, b) => a.name.localeCompare(b.name, locale));
  return (
    <CalmPage brand={t("brand.name")} title={t("newStore.title")} lead={t("newStore.lead")} isWide>
      <NewStoreForm
        proposals={proposals}
        choices={{
          currencies: currencyOptions(locale),
          languages: languageOptions(
            locale,
            proposals.map((one) => one.locale),
          ),
          timezones: timezoneOptions(proposals.map(({ timezone }) => timezone)),
        }}
        firstCountry={locale === "zh-CN" ? "CN" : "US"}
        suffix={storefrontSuffix}
        spareHandle={`shop-${user.id.slice(-6)}`}
      />
    </CalmPage>
  );
}
