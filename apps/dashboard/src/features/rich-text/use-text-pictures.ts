import type { Editor } from "@tiptap/core";
import { type RefObject, useRef } from "react";
import { paths } from "../../shell/paths.ts";
import { useStore } from "../../shell/store-provider.tsx";
import { useUploads } from "../products/pictures/use-uploads.ts";
import { textPictureOf } from "./text-picture.ts";

/** Takes pictures into a text: uploads them and puts each where the cursor was. */
export function useTextPictures(editor: RefObject<Editor | null>) {
  const { handle } = useStore();
  const places = useRef(new Map<string, number>());
  const { uploads, add, again, drop } = useUploads((file, name) => {
    const now = editor.current;
    const at = places.current.get(name);
    const end = now?.state.doc.content.size ?? 0;
    now
      ?.chain()
      .insertContentAt(at === undefined ? end : Math.min(at, end), {
        type: "picture",
        attrs: textPictureOf(file),
      })
      .run();
    return Promise.resolve();
  });
  return {
    uploads,
    again,
    drop,
    /** Files that are no pictures are left to whoever else takes them. */
    take(files: readonly File[], at?: number): boolean {
      const pictures = files.filter(({ type }) => type.startsWith("image/"));
      for (const { name } of pictures)
        places.current.set(name, at ?? editor.current?.state.selection.to ?? 0);
      add(pictures);
      return pictures.length > 0;
    },
    shownAt: (src: string) => (src.startsWith("/files/") ? paths.file(handle, src) : null),
  };
}
