import type { Frame } from "../frame.ts";
import { type FacetGroup, type FacetLink, type Filtered, facetGroups } from "./facet-links.ts";
import { cleared } from "./filter-query.ts";

const relOf = ({ isFollowed }: FacetLink): "nofollow" | undefined => (isFollowed ? undefined : "nofollow");

function Value({ link, frame }: { link: FacetLink; frame: Frame }) {
  return (
    <li>
      <a href={frame.path(link.href)} rel={relOf(link)} aria-current={link.isChosen ? "true" : undefined}>
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
function Chosen({ groups, clear, frame }: { groups: readonly FacetGroup[]; clear: string; frame: Frame }) {
  const chosen = groups.flatMap(({ key, links }) =>
    links.filter((link) => link.isChosen).map((link) => ({ key: `${key} ${link.label}`, link })),
  );
  if (chosen.length === 0) return null;
  return (
    <ul className="cho" aria-label={frame.t.chosenFilters}>
      {chosen.map(({ key, link }) => (
        <li key={key}>
          <a href={frame.path(link.href)} rel={relOf(link)} aria-label={frame.t.dropFilter(link.label)}>
            {link.label} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a className="lnk" href={frame.path(clear)}>
          {frame.t.clearFilters}
        </a>
      </li>
    </ul>
  );
}

/** Ways to narrow what is shown: links, so that they work without script, can be shared, and are a step back away. */
export function Facets({ page, frame }: { page: Filtered; frame: Frame }) {
  const groups = facetGroups(page, frame);
  if (groups.length === 0) return null;
  const count = groups.flatMap(({ links }) => links).filter((link) => link.isChosen).length;
  return (
    <nav className="fac" aria-label={frame.t.filters}>
      <Chosen groups={groups} clear={cleared(page)} frame={frame} />
      <details className="all">
        <summary>{count > 0 ? `${frame.t.filters} · ${count}` : frame.t.filters}</summary>
        <div>
          {groups.map((group) => (
            <Group key={group.key} group={group} frame={frame} />
          ))}
        </div>
      </details>
    </nav>
  );
}

/** Where nothing fits: which of the chosen filters to take away, and what that would show where it is known. */
export function NothingLeft({ page, frame }: { page: Filtered; frame: Frame }) {
  const { t } = frame;
  const chosen = facetGroups(page, frame).filter(({ links }) => links.some((link) => link.isChosen));
  const { without } = page.facets;
  // Where it is known that letting one go helps, others are left out that would not.
  const helpful = chosen.filter(({ key }) => (without?.[key] ?? 0) > 0);
  return (
    <div className="none">
      <p>{chosen.length > 1 ? t.nothingFits : t.nothingFitsOne}</p>
      <ul className="cho">
        {(helpful.length > 0 ? helpful : chosen).map(({ key, links, without: href }) => {
          const label = links
            .filter((link) => link.isChosen)
            .map((link) => link.label)
            .join(" / ");
          const count = without?.[key];
          return (
            <li key={key}>
              <a href={frame.path(href)} rel="nofollow">
                {t.withoutFilter(label)}
                {count !== undefined && count > 0 && <small>{t.countOf(count)}</small>}
              </a>
            </li>
          );
        })}
        <li>
          <a className="lnk" href={frame.path(cleared(page))}>
            {t.clearFilters}
          </a>
        </li>
      </ul>
    </div>
  );
}
