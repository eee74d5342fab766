import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewCollectionPage } from "../../../../../../../features/collections/new-collection-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("collections"))("newTitle") };
}

export default function Page() {
  return <NewCollectionPage />;
}
