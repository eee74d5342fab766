"use client";

import { createContext, type ReactNode, use } from "react";
import type { StoreFrame } from "../features/stores/router.ts";

const StoreContext = createContext<StoreFrame | null>(null);

/** The store whose pages are drawn below. */
export function StoreProvider({ store, children }: { store: StoreFrame; children: ReactNode }) {
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** The store that the page is of. */
export function useStore(): StoreFrame {
  const store = use(StoreContext);
  if (!store) throw new Error("this component belongs inside a store's pages");
  return store;
}
