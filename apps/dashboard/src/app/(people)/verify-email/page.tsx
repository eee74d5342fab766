import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VerifyEmail } from "../../../features/people/verify-email.tsx";
import { getCurrentUser } from "../../../server/current-user.ts";
import { CalmPage } from "../../../shell/calm-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  // The address holds a token: no other page may learn it.
  return { title: (await getTranslations("people"))("verify.title"), referrer: "no-referrer" };
}

export default async function VerifyEmailPage({
  searchParams,
}: {
  searchParams: Promise<{ token?: string }>;
}) {
  const [{ token }, user, t] = await Promise.all([searchParams, getCurrentUser(), getTranslations()]);
  return (
    <CalmPage brand={t("brand.name")} title={t("people.verify.title")}>
      <VerifyEmail token={token ?? ""} isSignedIn={user !== null} />
    </CalmPage>
  );
}
