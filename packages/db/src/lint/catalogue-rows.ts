import type postgres from "postgres";

/** A connection or an open transaction, as the owner of the tables. */
export type Client = postgres.Sql | postgres.TransactionSql;

export interface RelationRow {
  name: string;
  kind: string;
  has_rls: boolean;
  is_forced: boolean;
  owner: string;
  store_column: string | null;
  privileges: string[];
  public_privileges: string[];
  triggers: string[];
  rules: string[];
}

/** Relations of the public schema with what hangs on each. */
export async function readRelations(client: Client, role: string): Promise<RelationRow[]> {
  return client<RelationRow[]>`
    select c.relname as name, c.relkind as kind, c.relrowsecurity as has_rls, c.relforcerowsecurity as is_forced,
      pg_get_userbyid(c.relowner) as owner,
      (select format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then '' else ' null' end
        from pg_attribute a where a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped) as store_column,
      coalesce((select array_agg(acl.privilege_type::text order by acl.privilege_type) from aclexplode(c.relacl) acl
        join pg_roles r on r.oid = acl.grantee where r.rolname = ${role}), '{}') as privileges,
      coalesce((select array_agg(acl.privilege_type::text) from aclexplode(c.relacl) acl where acl.grantee = 0), '{}')
        as public_privileges,
      coalesce((select array_agg(t.tgname::text) from pg_trigger t join pg_proc f on f.oid = t.tgfoid
        where t.tgrelid = c.oid and not t.tgisinternal and not (f.proname = 'change_terms' and starts_with(t.tgname::text, c.relname || '_terms'))), '{}')
        as triggers,
      coalesce((select array_agg(w.rulename::text) from pg_rewrite w where w.ev_class = c.oid and w.rulename <> '_RETURN'), '{}')
        as rules
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    order by c.relname`;
}

export interface PolicyRow {
  table: string;
  name: string;
  is_permissive: boolean;
  command: string;
  is_for_all: boolean;
  using: string | null;
  check: string | null;
}

/** Every policy of the public schema. */
export async function readPolicies(client: Client): Promise<PolicyRow[]> {
  return client<PolicyRow[]>`
    select c.relname as table, p.polname as name, p.polpermissive as is_permissive, p.polcmd::text as command,
      p.polroles = '{0}'::oid[] as is_for_all, pg_get_expr(p.polqual, p.polrelid) as using,
      pg_get_expr(p.polwithcheck, p.polrelid) as check
    from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'public'::regnamespace order by 1, 2`;
}

export interface IndexRow {
  table: string;
  name: string;
  is_unique: boolean;
  is_primary: boolean;
  first_column: string | null;
}

/** Every index of the public schema with its first column (null for an expression). */
export async function readIndexes(client: Client): Promise<IndexRow[]> {
  return client<IndexRow[]>`
    select t.relname as table, i.relname as name, x.indisunique as is_unique, x.indisprimary as is_primary,
      (select a.attname from pg_attribute a where a.attrelid = t.oid and a.attnum = x.indkey[0]) as first_column
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p') order by 1, 2`;
}

export interface ForeignKeyRow {
  table: string;
  name: string;
  target: string;
  /** Pairs of columns: "store_id=store_id". */
  pairs: string[];
}

/** Every foreign key of the public schema. */
export async function readForeignKeys(client: Client): Promise<ForeignKeyRow[]> {
  return client<ForeignKeyRow[]>`
    select t.relname as table, k.conname as name, f.relname as target,
      (select array_agg(a.attname || '=' || b.attname order by p.place)
        from unnest(k.conkey, k.confkey) with ordinality as p(mine, theirs, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = p.mine
        join pg_attribute b on b.attrelid = f.oid and b.attnum = p.theirs) as pairs
    from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class f on f.oid = k.confrelid
    where k.contype = 'f' and t.relnamespace = 'public'::regnamespace order by 1, 2`;
}

export interface FunctionRow {
  schema: string;
  name: string;
  is_definer: boolean;
}

/** Functions outside PostgreSQL's own schemas. */
export async function readFunctions(client: Client): Promise<FunctionRow[]> {
  return client<FunctionRow[]>`
    select n.nspname as schema, p.proname as name, p.prosecdef as is_definer
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_toast%' order by 1, 2`;
}

export interface SchemaRow {
  name: string;
  may_use: boolean;
  may_create: boolean;
  public_may_create: boolean;
}

/** Schemas outside PostgreSQL's own, and what the role may do there. */
export async function readSchemas(client: Client, role: string): Promise<SchemaRow[]> {
  return client<SchemaRow[]>`
    select n.nspname as name, has_schema_privilege(${role}, n.oid, 'usage') as may_use,
      has_schema_privilege(${role}, n.oid, 'create') as may_create,
      exists (select 1 from aclexplode(n.nspacl) acl where acl.grantee = 0 and acl.privilege_type = 'CREATE')
        as public_may_create
    from pg_namespace n where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema' order by 1`;
}

export interface RoleRow {
  is_super: boolean;
  may_bypass: boolean;
  may_create_roles: boolean;
  may_create_databases: boolean;
  may_replicate: boolean;
  groups: string[];
  owns: string[];
}

/** What a role is and owns in this database; undefined when there is no such role. */
export async function readRole(client: Client, role: string): Promise<RoleRow | undefined> {
  const [row] = await client<RoleRow[]>`
    select r.rolsuper as is_super, r.rolbypassrls as may_bypass, r.rolcreaterole as may_create_roles,
      r.rolcreatedb as may_create_databases, r.rolreplication as may_replicate,
      coalesce((select array_agg(g.rolname::text) from pg_auth_members m join pg_roles g on g.oid = m.roleid
        where m.member = r.oid), '{}') as groups,
      coalesce((select array_agg(c.relname::text) from pg_class c where c.relowner = r.oid), '{}')
        || coalesce((select array_agg(n.nspname::text) from pg_namespace n where n.nspowner = r.oid), '{}')
        || coalesce((select array_agg(p.proname::text) from pg_proc p where p.proowner = r.oid), '{}')
        || coalesce((select array_agg(d.datname::text) from pg_database d where d.datdba = r.oid), '{}') as owns
    from pg_roles r where r.rolname = ${role}`;
  return row;
}
