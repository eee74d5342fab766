import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, text, unique, uuid } from "drizzle-orm/pg-core";
import { idOf, instant, publicId, storeTable } from "./store-table.ts";

type Validations = { readonly name: string; readonly value: string }[];

/** What fields of a store's own its products, orders and so on have, and what may be in them. */
export const metafieldDefinitions = storeTable(
  "metafield_definitions",
  {
    id: idOf<"metafield-definition">("id").notNull(),
    publicId: publicId(),
    /** By the names of the public API: PRODUCT, PRODUCTVARIANT, COLLECTION, CUSTOMER, ORDER, SHOP. */
    ownerType: text("owner_type").notNull(),
    namespace: text("namespace").notNull(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    type: text("type").notNull(),
    validations: jsonb("validations").$type<Validations>().notNull(),
    /** Place among those that are shown first; null: not pinned. */
    pinnedPosition: integer("pinned_position"),
    /** PUBLIC_READ or NONE. */
    storefrontAccess: text("storefront_access").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("metafield_definitions_key").on(t.storeId, t.ownerType, t.namespace, t.key),
    unique("metafield_definitions_public_id").on(t.storeId, t.publicId),
  ],
);

const ownedBy = (type: string) => sql.raw(`case when owner_type = '${type}' then owner_id end`);

/** What is in them. The generated columns are there for foreign keys: what goes takes its values along. */
export const metafields = storeTable(
  "metafields",
  {
    ownerType: text("owner_type").notNull(),
    ownerId: uuid("owner_id").notNull(),
    namespace: text("namespace").notNull(),
    key: text("key").notNull(),
    publicId: publicId(),
    type: text("type").notNull(),
    value: text("value").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    productId: uuid("product_id").generatedAlwaysAs(ownedBy("PRODUCT")),
    variantId: uuid("variant_id").generatedAlwaysAs(ownedBy("PRODUCTVARIANT")),
    collectionId: uuid("collection_id").generatedAlwaysAs(ownedBy("COLLECTION")),
    customerId: uuid("customer_id").generatedAlwaysAs(ownedBy("CUSTOMER")),
    orderId: uuid("order_id").generatedAlwaysAs(ownedBy("ORDER")),
  },
  ["ownerType", "ownerId", "namespace", "key"],
  (t) => [
    unique("metafields_public_id").on(t.storeId, t.publicId),
    index("metafields_definition").on(t.storeId, t.ownerType, t.namespace, t.key, t.ownerId),
    index("metafields_product").on(t.storeId, t.productId).where(sql`product_id is not null`),
    index("metafields_variant").on(t.storeId, t.variantId).where(sql`variant_id is not null`),
    index("metafields_collection").on(t.storeId, t.collectionId).where(sql`collection_id is not null`),
    index("metafields_customer").on(t.storeId, t.customerId).where(sql`customer_id is not null`),
    index("metafields_order").on(t.storeId, t.orderId).where(sql`order_id is not null`),
  ],
);

/** Kinds of records of a merchant's own. */
export const metaobjectDefinitions = storeTable(
  "metaobject_definitions",
  {
    id: idOf<"metaobject-definition">("id").notNull(),
    publicId: publicId(),
    type: text("type").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    /** The field that an entry is called by; null: its handle. */
    displayNameKey: text("display_name_key"),
    fields: jsonb("fields")
      .$type<
        {
          key: string;
          name: string;
          description: string;
          type: string;
          required: boolean;
          validations: Validations;
        }[]
      >()
      .notNull(),
    /** Whether its entries are drafts until they are made active. */
    isPublishable: boolean("is_publishable").notNull(),
    storefrontAccess: text("storefront_access").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("metaobject_definitions_type").on(t.storeId, t.type),
    unique("metaobject_definitions_public_id").on(t.storeId, t.publicId),
  ],
);

/** The records. */
export const metaobjects = storeTable(
  "metaobjects",
  {
    id: idOf<"metaobject">("id").notNull(),
    publicId: publicId(),
    definitionId: idOf<"metaobject-definition">("definition_id").notNull(),
    handle: text("handle").notNull(),
    displayName: text("display_name").notNull(),
    /** The same as it is looked for: in small letters. */
    nameKey: text("name_key").notNull(),
    /** ACTIVE or DRAFT. */
    status: text("status").notNull(),
    /** Key → value, as a metafield's. */
    fields: jsonb("fields").$type<Record<string, string>>().notNull(),
    version: integer("version").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  ["id"],
  (t) => [
    unique("metaobjects_handle").on(t.storeId, t.definitionId, t.handle),
    unique("metaobjects_public_id").on(t.storeId, t.publicId),
    index("metaobjects_name").on(t.storeId, t.definitionId, t.nameKey, t.id),
  ],
);
