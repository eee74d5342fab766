"use client";

import type { LocationView } from "@hutong/inventory";
import { subdivisionsOf } from "@hutong/pricing/shipping";
import { Button, Checkbox, Dialog, Field, Input, Select, showToast, Textarea } from "@hutong/ui";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useTRPC } from "../../../api/client.tsx";
import { failureOf, useReason } from "../../../api/errors.ts";
import { FormFailure } from "../../../shell/form-failure.tsx";
import { Options } from "../../../shell/options.tsx";
import { useStore } from "../../../shell/store-provider.tsx";
import type { Option } from "../../stores/option-lists.ts";
import { AreaOptions } from "./area-options.tsx";

interface Values {
  name: string;
  isPickup: boolean;
  address: NonNullable<LocationView["address"]>;
  hours: Record<string, string>;
}

const blank = { province: "", city: "", district: "", line1: "", line2: "", postcode: "", phone: "" };

/** Where a location is and when it is open, and whether orders are fetched there. */
export function LocationDialog({
  location,
  countries,
  languages,
  home,
  onClose,
}: {
  location: LocationView;
  countries: readonly Option[];
  languages: readonly Option[];
  home: string;
  onClose: () => void;
}) {
  const t = useTranslations("shipping");
  const common = useTranslations("common");
  const reason = useReason();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { handle } = useStore();
  const { id, name, isPickup, address, hours } = location;
  const form = useForm<Values>({
    defaultValues: { name, isPickup, address: address ?? { country: home, ...blank }, hours: { ...hours } },
  });
  const update = useMutation(
    trpc.shipping.updateLocation.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.shipping.pathFilter());
        await queries.invalidateQueries(trpc.locations.pathFilter());
        showToast(t("pickup.saved"));
        onClose();
      },
    }),
  );
  const fields = failureOf(update.error)?.fields ?? {};
  const says = (field: string) => (fields[field] ? reason(fields[field]) : undefined);
  const [country, province, city] = form.watch(["address.country", "address.province", "address.city"]);
  const listed = subdivisionsOf(country);
  const submit = form.handleSubmit((values) => {
    // An address of which nothing but the country is said is none.
    const { country: _, ...rest } = values.address;
    const isSaid = Object.values(rest).some((text) => text.trim() !== "");
    update.mutate({ store: handle, id, ...values, address: isSaid ? values.address : null });
  });
  const text = (part: "city" | "district" | "line1" | "line2" | "postcode" | "phone" | "province") => (
    <Field label={t(`parts.${part}`)} error={says(`address.${part}`)}>
      <Input
        autoComplete="off"
        list={part === "city" ? "location-cities" : part === "district" ? "location-districts" : undefined}
        {...form.register(`address.${part}`)}
      />
    </Field>
  );
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("pickup.editOf", { name })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button look="primary" isBusy={update.isPending} onClick={submit}>
            {common("save")}
          </Button>
        </>
      }
    >
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        {update.error && Object.keys(fields).length === 0 ? <FormFailure error={update.error} /> : null}
        <Checkbox label={t("pickup.offer")} note={t("pickup.offerNote")} {...form.register("isPickup")} />
        <Field label={t("pickup.name")} error={says("name")}>
          <Input maxLength={100} autoComplete="off" {...form.register("name")} />
        </Field>
        <AreaOptions id="location" country={country} province={province} city={city} />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("parts.country")}>
            <Select {...form.register("address.country")}>
              <Options of={countries} />
            </Select>
          </Field>
          {listed.length > 0 ? (
            <Field label={t("parts.province")}>
              <Select {...form.register("address.province")}>
                <option value="" />
                <Options of={listed.map(({ code, name: label }) => [code, label] as const)} />
              </Select>
            </Field>
          ) : (
            text("province")
          )}
          {text("city")}
          {text("district")}
        </div>
        {text("line1")}
        <div className="grid gap-4 sm:grid-cols-2">
          {text("postcode")}
          {text("phone")}
        </div>
        {languages.map(([tag, language]) => (
          <Field key={tag} label={t("pickup.hours", { language })}>
            <Textarea
              lang={tag}
              rows={2}
              className="min-h-16"
              maxLength={500}
              {...form.register(`hours.${tag}`)}
            />
          </Field>
        ))}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
