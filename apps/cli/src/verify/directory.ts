import type { Invariant } from "./invariant.ts";

export const directoryInvariants: readonly Invariant[] = [
  {
    id: "I10",
    name: "directory.stores",
    about:
      "each store in the directory has its settings, counters, key, primary market and default location, once",
    query: (c, mine) => c`
      select d.store_id, d.handle as what from store_directory d
      where ${mine("d")} and ((select count(*) from stores s where s.store_id = d.store_id and s.handle = d.handle) <> 1
        or (select count(*) from store_counters n where n.store_id = d.store_id) <> 1
        or (select count(*) from store_keys k where k.store_id = d.store_id) <> 1
        or (select count(*) from markets m where m.store_id = d.store_id and m.is_primary) <> 1
        or (select count(*) from locations l where l.store_id = d.store_id and l.is_default) <> 1)
      union all
      select s.store_id, s.handle from stores s
      where ${mine("s")} and not exists (select 1 from store_directory d where d.store_id = s.store_id)`,
  },
  {
    id: "I10",
    name: "directory.accounts",
    about: "payment accounts and their directory name the same stores",
    query: (c, mine) => c`
      select coalesce(a.store_id, d.store_id) as store_id, 'account ' || coalesce(a.id, d.account_id) as what
      from (select a.* from payment_accounts a where ${mine("a")}) a
      full join (select d.* from payment_account_directory d where ${mine("d")}) d on d.account_id = a.id
      where a.store_id is distinct from d.store_id or a.provider is distinct from d.provider`,
  },
  {
    id: "I10",
    name: "directory.references",
    about: "hosts, members, due work and changed tags belong to stores that are there",
    query: (c, mine) => c`
      select x.store_id, x.what from (
        select h.store_id, 'host ' || h.host as what from store_hosts h where ${mine("h")}
        union all select m.store_id, 'member ' || m.user_id from members m where ${mine("m")}
        union all select u.store_id, 'due ' || u.kind from due u where ${mine("u")}
        union all select p.store_id, 'sub-merchant ' || p.sub_account from payment_sub_accounts p where ${mine("p")}
        union all select t.store_id, 'tag ' || t.tag from changed_tags t where ${mine("t")}) x
      where not exists (select 1 from store_directory d where d.store_id = x.store_id)`,
  },
];
