import { getGiftWrapping, putGiftWrapping } from "@hutong/checkout";
import { listLocations, updateLocation } from "@hutong/inventory";
import { UpdateLocationInput } from "@hutong/inventory/schemas";
import { listShippingZones, orderShippingZones, putShippingZone, removeShippingZone } from "@hutong/pricing";
import { ShippingZoneInput } from "@hutong/pricing/shipping";
import { z } from "zod";
import { InStore, router, storeProcedureFor } from "../../../server/trpc.ts";

const id = z.string().max(40);

export const shippingRouter = router({
  zones: storeProcedureFor("settings.read").query(({ ctx }) => listShippingZones(ctx.store)),
  putZone: storeProcedureFor("settings.write")
    .input(InStore.extend(ShippingZoneInput.shape))
    .mutation(({ ctx, input: { store: _, ...zone } }) => putShippingZone(ctx.store, zone)),
  removeZone: storeProcedureFor("settings.write")
    .input(InStore.extend({ id }))
    .mutation(({ ctx, input }) => removeShippingZone(ctx.store, input)),
  arrangeZones: storeProcedureFor("settings.write")
    .input(InStore.extend({ ids: z.array(id).min(1).max(500) }))
    .mutation(({ ctx, input }) => orderShippingZones(ctx.store, input)),
  wrapping: storeProcedureFor("settings.read").query(({ ctx }) => getGiftWrapping(ctx.store)),
  putWrapping: storeProcedureFor("settings.write")
    .input(InStore.extend({ variantId: id.nullable() }))
    .mutation(({ ctx, input }) => putGiftWrapping(ctx.store, input)),
  locations: storeProcedureFor("settings.read").query(({ ctx }) => listLocations(ctx.store)),
  updateLocation: storeProcedureFor("settings.write")
    .input(InStore.extend(UpdateLocationInput.shape))
    .mutation(({ ctx, input: { store: _, ...location } }) => updateLocation(ctx.store, location)),
});
