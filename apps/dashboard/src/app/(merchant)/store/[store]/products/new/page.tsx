import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewProductForm } from "../../../../../../features/products/new-product-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("product"))("newTitle") };
}

export default function Page() {
  return <NewProductForm />;
}
