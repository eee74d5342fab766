import { getTaxes, putCountryTaxes, putTaxSettings, removeCountryTaxes } from "@hutong/pricing";
import { CountryTaxesInput, TaxSettingsInput } from "@hutong/pricing/schemas";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

export const taxesRouter = router({
  get: storeProcedureFor("settings.read").query(({ ctx }) => getTaxes(ctx.store)),
  saveCountry: storeProcedureFor("settings.write")
    .input(InStore.extend(CountryTaxesInput.shape))
    .mutation(({ ctx, input: { store: _, ...taxes } }) => putCountryTaxes(ctx.store, taxes)),
  removeCountry: storeProcedureFor("settings.write")
    .input(InStore.extend(CountryTaxesInput.pick({ country: true }).shape))
    .mutation(({ ctx, input }) => removeCountryTaxes(ctx.store, { country: input.country })),
  save: storeProcedureFor("settings.write")
    .input(InStore.extend(TaxSettingsInput.shape))
    .mutation(({ ctx, input: { store: _, ...settings } }) => putTaxSettings(ctx.store, settings)),
});
