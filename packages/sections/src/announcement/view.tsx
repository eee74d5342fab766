import type { Frame } from "../frame.ts";
import type { AnnouncementSettings } from "./settings.ts";

/** The one line above the header. */
export function Announcement({
  settings,
  loaded,
  frame,
}: {
  settings: AnnouncementSettings;
  loaded: { line: string };
  frame: Frame;
}) {
  return (
    <aside className="bar" aria-label={frame.t.announcement}>
      {settings.href ? <a href={frame.path(settings.href)}>{loaded.line}</a> : loaded.line}
    </aside>
  );
}
