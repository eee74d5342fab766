import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewKindPage } from "../../../../../../../features/settings/custom-data/new-kind-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("records"))("newKind") };
}

export default function Page() {
  return <NewKindPage />;
}
