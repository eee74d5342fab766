import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { Prefetched } from "../../../../api/prefetch.tsx";
import { storeFrame, storesOf } from "../../../../features/stores/router.ts";
import { requireUser } from "../../../../server/current-user.ts";
import { refusalOf } from "../../../../server/refusal.ts";
import { requestContext } from "../../../../server/request-context.ts";
import { openForMember } from "../../../../server/trpc.ts";
import { paths } from "../../../../shell/paths.ts";
import { StoreProvider } from "../../../../shell/store-provider.tsx";
import { StoreShell } from "../../../../shell/store-shell.tsx";

type Params = { params: Promise<{ store: string }> };

async function findFrame(handle: string) {
  try {
    return await storeFrame(await openForMember(await requestContext(), handle));
  } catch (error) {
    if (refusalOf(error)?.kind === "not_found") return null;
    throw error;
  }
}

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  const frame = await findFrame((await params).store);
  return frame ? { title: { default: frame.name, template: `%s · ${frame.name}` } } : {};
}

export default async function StoreLayout({ params, children }: Params & { children: ReactNode }) {
  const { store } = await params;
  const user = await requireUser((await headers()).get("x-path") ?? paths.home(store));
  const [frame, stores] = await Promise.all([findFrame(store), storesOf(await requestContext())]);
  if (!frame) notFound();
  return (
    <StoreProvider store={frame}>
      <Prefetched of={[(trpc) => trpc.home.today.queryOptions({ store })]}>
        <StoreShell user={{ name: user.name, email: user.email }} stores={stores}>
          {children}
        </StoreShell>
      </Prefetched>
    </StoreProvider>
  );
}
