import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignUpForm } from "../../../features/people/sign-up-form.tsx";
import { getCurrentUser } from "../../../server/current-user.ts";
import { CalmPage } from "../../../shell/calm-page.tsx";
import { paths } from "../../../shell/paths.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("signUp.title") };
}

export default async function SignUpPage() {
  if (await getCurrentUser()) redirect(paths.start());
  const t = await getTranslations();
  return (
    <CalmPage
      brand={t("brand.name")}
      title={t("people.signUp.title")}
      lead={t("people.signUp.lead")}
      foot={
        <>
          {t("people.signUp.hasAccount")}{" "}
          <Link href={paths.signIn()} className="font-semibold text-accent-text hover:underline">
            {t("people.signUp.signIn")}
          </Link>
        </>
      }
    >
      <SignUpForm />
    </CalmPage>
  );
}
