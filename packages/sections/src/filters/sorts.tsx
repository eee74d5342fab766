import type { Frame } from "../frame.ts";

export interface SortLink {
  readonly label: string;
  readonly href: string;
  readonly isChosen: boolean;
}

/** The order that products stand in, and the others to choose from, as links. */
export function Sorts({ links, frame }: { links: readonly SortLink[]; frame: Frame }) {
  const chosen = links.find((link) => link.isChosen);
  return (
    <nav className="srt" aria-label={frame.t.sort}>
      <details>
        <summary>
          <span>{frame.t.sort}</span> {chosen?.label}
        </summary>
        <ul>
          {links.map(({ label, href, isChosen }) => (
            <li key={href}>
              <a href={frame.path(href)} rel="nofollow" aria-current={isChosen ? "true" : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}
