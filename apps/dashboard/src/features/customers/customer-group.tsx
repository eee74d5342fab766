"use client";

import type { StaffCustomer } from "@hutong/orders";
import { Block, Field, Select, showToast } from "@hutong/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../api/client.tsx";
import { FormFailure } from "../../shell/form-failure.tsx";
import { Options } from "../../shell/options.tsx";
import { useStore } from "../../shell/store-provider.tsx";

/** Whose prices are a customer's; nothing where the store has no groups. */
export function CustomerGroup({ customer }: { customer: StaffCustomer }) {
  const t = useTranslations("customers");
  const { handle, role } = useStore();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const groups = useQuery(trpc.markets.groups.queryOptions({ store: handle }));
  const set = useMutation(
    trpc.customers.setGroup.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.customers.pathFilter());
        showToast(t("groupSaved"));
      },
    }),
  );
  if (!groups.data || groups.data.length === 0) return null;
  return (
    <Block title={t("group")}>
      <Field label={t("group")} help={t("groupHelp")}>
        <Select
          value={customer.groupId ?? ""}
          disabled={role === "staff" || set.isPending}
          onChange={(event) =>
            set.mutate({ store: handle, id: customer.id, groupId: event.target.value || null })
          }
        >
          <Options of={[["", t("noGroup")], ...groups.data.map((one) => [one.id, one.name] as const)]} />
        </Select>
      </Field>
      {set.error ? <FormFailure error={set.error} /> : null}
    </Block>
  );
}
