"use client";

import { showToast } from "@hutong/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../api/client.tsx";
import { useStore } from "../../shell/store-provider.tsx";

/** What follows every change of an order: the toast, the dialog's end, and all lists and counts read anew. */
export function useOrderAction(toast: string, onClose: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle } = useStore();
  return {
    store: handle,
    options: {
      onSuccess: async () => {
        await Promise.all([
          queries.invalidateQueries(trpc.orders.pathFilter()),
          queries.invalidateQueries(trpc.home.pathFilter()),
        ]);
        onClose();
        showToast(toast);
      },
    },
  };
}
