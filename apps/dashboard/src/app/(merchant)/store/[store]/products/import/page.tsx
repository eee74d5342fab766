import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../api/prefetch.tsx";
import { ImportsPage } from "../../../../../../features/imports/imports-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  return (
    <Prefetched of={[(trpc) => trpc.imports.list.queryOptions({ store })]}>
      <ImportsPage />
    </Prefetched>
  );
}
