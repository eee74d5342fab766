import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "../../../features/people/account-page.tsx";
import { requireUser } from "../../../server/current-user.ts";
import { CalmPage } from "../../../shell/calm-page.tsx";
import { paths } from "../../../shell/paths.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("title") };
}

export default async function Page() {
  const user = await requireUser(paths.account());
  const t = await getTranslations();
  return (
    <CalmPage
      brand={t("brand.name")}
      title={t("account.title")}
      foot={
        <Link href={paths.start()} className="font-semibold text-accent-text hover:underline">
          {t("account.back")}
        </Link>
      }
    >
      <AccountPage user={user} />
    </CalmPage>
  );
}
