import type { Frame } from "../frame.ts";
import { type FacetGroup, type FacetLink, facetGroups } from "./facet-links.ts";
import type { SearchSubject } from "./load.ts";
import { withoutFilters } from "./search-asked.ts";

function Value({ link, frame }: { link: FacetLink; frame: Frame }) {
  return (
    <li>
      <a href={frame.path(link.href)} rel="nofollow" aria-current={link.isChosen ? "true" : undefined}>
        <span>{link.label}</span>
        {link.count !== null && <small>{link.count}</small>}
      </a>
    </li>
  );
}

function Group({ group, frame }: { group: FacetGroup; frame: Frame }) {
  const isChosen = group.links.some((link) => link.isChosen);
  return (
    <details open={isChosen || group.links.length <= 6}>
      <summary>{group.title}</summary>
      <ul>
        {group.links.map((link) => (
          <Value key={link.label} link={link} frame={frame} />
        ))}
      </ul>
    </details>
  );
}

/** What was chosen, each to be let go of by itself or all together. */
function Chosen({ links, clear, frame }: { links: readonly FacetLink[]; clear: string; frame: Frame }) {
  if (links.length === 0) return null;
  return (
    <ul className="cho" aria-label={frame.t.chosenFilters}>
      {links.map((link) => (
        <li key={link.label}>
          <a href={frame.path(link.href)} rel="nofollow" aria-label={frame.t.dropFilter(link.label)}>
            {link.label} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a className="lnk" href={frame.path(clear)} rel="nofollow">
          {frame.t.clearFilters}
        </a>
      </li>
    </ul>
  );
}

/** Ways to narrow what was found: links, so that they work without script, can be shared, and are a step back away. */
export function Facets({ subject, frame }: { subject: SearchSubject; frame: Frame }) {
  const groups = facetGroups(subject, subject.page.facets, frame);
  const chosen = groups.flatMap(({ links }) => links.filter((link) => link.isChosen));
  if (groups.length === 0) return null;
  return (
    <nav className="fac" aria-label={frame.t.filters}>
      <Chosen links={chosen} clear={withoutFilters(subject)} frame={frame} />
      <details className="all">
        <summary>{frame.t.filters}</summary>
        <div>
          {groups.map((group) => (
            <Group key={group.key} group={group} frame={frame} />
          ))}
        </div>
      </details>
    </nav>
  );
}
