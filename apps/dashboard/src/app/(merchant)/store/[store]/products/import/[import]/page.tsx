import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Prefetched } from "../../../../../../../api/prefetch.tsx";
import { ImportPage } from "../../../../../../../features/imports/import-page.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

type Props = { params: Promise<{ store: string; import: string }> };

export default async function Page({ params }: Props) {
  const { store, import: id } = await params;
  return (
    <Prefetched of={[(trpc) => trpc.imports.get.queryOptions({ store, id })]}>
      <ImportPage id={id} />
    </Prefetched>
  );
}
