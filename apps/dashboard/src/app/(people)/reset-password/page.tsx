import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ResetPasswordForm } from "../../../features/people/reset-password-form.tsx";
import { CalmPage } from "../../../shell/calm-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  // The address holds a token: no other page may learn it.
  return { title: (await getTranslations("people"))("reset.title"), referrer: "no-referrer" };
}

export default async function ResetPasswordPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string }>;
}) {
  const [{ token }, t] = await Promise.all([searchParams, getTranslations()]);
  return (
    <CalmPage brand={t("brand.name")} title={t("people.reset.title")} lead={t("people.reset.lead")}>
      <ResetPasswordForm token={token ?? ""} />
    </CalmPage>
  );
}
