import type { Frame } from "../frame.ts";

/** The ways to the pages before and after. */
export function Pages({
  previous,
  next,
  frame,
}: {
  previous: string | null;
  next: string | null;
  frame: Frame;
}) {
  if (previous === null && next === null) return null;
  return (
    <nav className="pgs" aria-label={frame.t.nextPage}>
      {previous !== null && (
        <a className="lnk" rel="prev" href={frame.path(previous)}>
          {frame.t.previousPage}
        </a>
      )}
      {next !== null && (
        <a className="lnk" rel="next" href={frame.path(next)}>
          {frame.t.nextPage}
        </a>
      )}
    </nav>
  );
}
