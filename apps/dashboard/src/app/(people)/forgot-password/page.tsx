import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { hasDevelopmentMailbox } from "../../../env.ts";
import { ForgotPasswordForm } from "../../../features/people/forgot-password-form.tsx";
import { CalmPage } from "../../../shell/calm-page.tsx";
import { paths } from "../../../shell/paths.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("people"))("forgot.title") };
}

export default async function ForgotPasswordPage() {
  const t = await getTranslations();
  return (
    <CalmPage
      brand={t("brand.name")}
      title={t("people.forgot.title")}
      lead={t("people.forgot.lead")}
      foot={
        hasDevelopmentMailbox ? (
          <Link href={paths.mailbox()} className="text-accent-text hover:underline">
            {t("people.mailbox")}
          </Link>
        ) : undefined
      }
    >
      <ForgotPasswordForm />
    </CalmPage>
  );
}
