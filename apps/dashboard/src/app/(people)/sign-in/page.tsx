import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "../../../features/people/sign-in-form.tsx";
import { getCurrentUser } from "../../../server/current-user.ts";
import { CalmPage } from "../../../shell/calm-page.tsx";
import { paths, safeReturn } from "../../../shell/paths.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("signIn.title") };
}

type Search = { to?: string; note?: string; error?: string };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { to, note } = await searchParams;
  if (await getCurrentUser()) redirect(safeReturn(to));
  const t = await getTranslations();
  return (
    <CalmPage
      brand={t("brand.name")}
      title={t("people.signIn.title")}
      lead={t("people.signIn.lead")}
      foot={
        <>
          {t("people.signIn.noAccount")}{" "}
          <Link href={paths.signUp()} className="font-semibold text-accent-text hover:underline">
            {t("people.signIn.signUp")}
          </Link>
        </>
      }
    >
      <SignInForm to={safeReturn(to)} note={note === "reset" ? t("people.reset.done") : undefined} />
    </CalmPage>
  );
}
