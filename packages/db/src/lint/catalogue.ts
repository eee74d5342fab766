import {
  type Client,
  type ForeignKeyRow,
  type IndexRow,
  type PolicyRow,
  type RelationRow,
  readForeignKeys,
  readFunctions,
  readIndexes,
  readPolicies,
  readRelations,
  readRole,
  readSchemas,
} from "./catalogue-rows.ts";
import {
  appendOnlyTables,
  appRole,
  foreignSchemas,
  functions,
  platformTables,
  policyExpression,
} from "./intent.ts";

export { appRole, platformTables } from "./intent.ts";

const kinds: Readonly<Record<string, string>> = {
  v: "view",
  m: "materialised view",
  f: "foreign table",
  S: "sequence",
};

/**
 * Reads the live system catalogue and answers every breach of the rules for tables of stores, as sentences; an empty
 * list when none. Run it as the tables' owner, on any database.
 */
export async function lintCatalogue(client: Client): Promise<string[]> {
  const relations = await readRelations(client, appRole);
  const policies = await readPolicies(client);
  const indexes = await readIndexes(client);
  const keys = await readForeignKeys(client);
  const tables = relations.filter(({ kind }) => kind === "r" || kind === "p");
  const storeTables = tables.filter(({ name }) => !platformTables.includes(name));
  const owned = new Set(storeTables.map(({ name }) => name));
  return [
    ...relations.flatMap((relation) =>
      kinds[relation.kind] ? [`${relation.name} is a ${kinds[relation.kind]}`] : [],
    ),
    ...platformTables
      .filter((name) => !tables.some((table) => table.name === name))
      .map((name) => `platform table ${name} is missing`),
    ...storeTables.flatMap(rowSecurityFaults),
    ...storeTables.flatMap(({ name }) =>
      policyFaults(
        name,
        policies.filter(({ table }) => table === name),
      ),
    ),
    ...storeTables.flatMap(({ name }) =>
      indexFaults(
        name,
        indexes.filter(({ table }) => table === name),
      ),
    ),
    ...keys.flatMap((key) => keyFaults(key, owned)),
    ...tables.flatMap(grantFaults),
    ...(await functionFaults(client)),
    ...(await schemaFaults(client)),
    ...(await roleFaults(client)),
  ];
}

function rowSecurityFaults({
  name,
  store_column: column,
  has_rls: has,
  is_forced: isForced,
  triggers,
  rules,
}: RelationRow): string[] {
  return [
    ...(column === "uuid" ? [] : [`${name}.store_id is ${column ?? "missing"}, not uuid not null`]),
    ...(has ? [] : [`${name} has no row-level security`]),
    ...(isForced ? [] : [`${name} does not force row-level security on its owner`]),
    ...triggers.map((trigger) => `${name} has the trigger ${trigger}`),
    ...rules.map((rule) => `${name} has the rule ${rule}`),
  ];
}

function policyFaults(name: string, policies: readonly PolicyRow[]): string[] {
  if (policies.length !== 1) return [`${name} has ${policies.length} policies, not one`];
  const { is_permissive: isPermissive, command, is_for_all: isForAll, using, check } = policies[0]!;
  return [
    ...(isPermissive && command === "*" && isForAll
      ? []
      : [`${name}'s policy is not for all commands and everybody`]),
    ...(using === policyExpression ? [] : [`${name}'s policy shows rows by ${using}`]),
    ...(check === policyExpression ? [] : [`${name}'s policy accepts rows by ${check}`]),
  ];
}

function indexFaults(name: string, indexes: readonly IndexRow[]): string[] {
  const stray = indexes.filter((index) => index.first_column !== "store_id");
  return [
    ...(indexes.some((index) => index.is_primary) ? [] : [`${name} has no primary key`]),
    ...stray.map(
      (index) => `${index.is_unique ? "key" : "index"} ${index.name} of ${name} does not begin with store_id`,
    ),
  ];
}

function keyFaults({ table, name, target, pairs }: ForeignKeyRow, owned: ReadonlySet<string>): string[] {
  if (!owned.has(target)) return [];
  if (!owned.has(table)) return [`platform table ${table} points at ${target} by ${name}`];
  return pairs[0] === "store_id=store_id"
    ? []
    : [`${name} from ${table} to ${target} does not carry the store`];
}

function grantFaults({ name, owner, privileges, public_privileges: toAll }: RelationRow): string[] {
  const intended = appendOnlyTables.includes(name)
    ? ["INSERT", "SELECT"]
    : ["DELETE", "INSERT", "SELECT", "UPDATE"];
  return [
    ...(owner === appRole ? [`${name} is owned by the application's role`] : []),
    ...(privileges.join() === intended.join()
      ? []
      : [`${appRole} may ${privileges.join(", ") || "nothing"} on ${name}`]),
    ...(toAll.length > 0 ? [`everybody may ${toAll.join(", ")} on ${name}`] : []),
  ];
}

async function functionFaults(client: Client): Promise<string[]> {
  const all = await readFunctions(client);
  const isOurs = (schema: string) => !foreignSchemas.includes(schema);
  return all.flatMap(({ schema, name, is_definer: isDefiner }) => [
    ...(isDefiner && isOurs(schema) ? [`function ${schema}.${name} runs with its definer's rights`] : []),
    ...(isOurs(schema) && !functions.includes(name) ? [`function ${schema}.${name} is not intended`] : []),
  ]);
}

async function schemaFaults(client: Client): Promise<string[]> {
  const schemas = await readSchemas(client, appRole);
  return schemas.flatMap((schema) => {
    const { name } = schema;
    const isForeign = foreignSchemas.includes(name);
    return [
      ...(name === "public" || isForeign ? [] : [`schema ${name} is not intended`]),
      ...(schema.may_create ? [`${appRole} may create in schema ${name}`] : []),
      ...(schema.public_may_create ? [`everybody may create in schema ${name}`] : []),
      ...(isForeign && schema.may_use ? [`${appRole} may use schema ${name}`] : []),
    ];
  });
}

async function roleFaults(client: Client): Promise<string[]> {
  const role = await readRole(client, appRole);
  if (!role) return [`there is no role ${appRole}`];
  return [
    ...(role.is_super ? [`${appRole} is a superuser`] : []),
    ...(role.may_bypass ? [`${appRole} passes row security`] : []),
    ...(role.may_create_roles ? [`${appRole} may create roles`] : []),
    ...(role.may_create_databases ? [`${appRole} may create databases`] : []),
    ...(role.may_replicate ? [`${appRole} may replicate`] : []),
    ...role.groups.map((group) => `${appRole} belongs to ${group}`),
    ...role.owns.map((name) => `${appRole} owns ${name}`),
  ];
}
