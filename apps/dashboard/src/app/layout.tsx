import "./globals.css";
import { Toaster } from "@hutong/ui";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ApiProvider } from "../api/client.tsx";
import { themeCookie } from "../i18n/locales.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("brand");
  return {
    title: { default: t("title"), template: `%s · ${t("name")}` },
    robots: { index: false, follow: false },
    formatDetection: { telephone: false },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#F3F3F0" },
    { media: "(prefers-color-scheme: dark)", color: "#0F1211" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const t = await getTranslations("common");
  const theme = (await cookies()).get(themeCookie)?.value;
  return (
    <html lang={locale} className={theme === "dark" || theme === "light" ? theme : undefined}>
      <body>
        <NextIntlClientProvider>
          <ApiProvider>{children}</ApiProvider>
          <Toaster label={t("toasts")} />
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
