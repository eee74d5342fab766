/** The address of a file on its store's own host, from the path that `files.path` and product pictures carry. */
export function fileUrl(path: string): string {
  return `/files/${path}`;
}
