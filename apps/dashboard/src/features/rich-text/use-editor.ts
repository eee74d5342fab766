import { createDocument, Editor, type EditorOptions } from "@tiptap/core";
import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";

/**
 * An editor inside an element, for as long as that is there.
 * @param value taken over where it says something else than what stands there
 * @param onChange told of what was written, never of what was taken over
 */
export function useEditor(
  box: RefObject<HTMLElement | null>,
  value: string,
  onChange: (html: string) => void,
  options: Partial<EditorOptions>,
): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null);
  const said = useRef(value);
  const tell = useRef(onChange);
  tell.current = onChange;
  const first = useRef(options);
  useEffect(() => {
    const one = new Editor({
      ...first.current,
      element: box.current,
      content: said.current,
      injectCSS: false,
      onUpdate: ({ editor: now }) => {
        said.current = now.isEmpty ? "" : now.getHTML();
        tell.current(said.current);
      },
    });
    setEditor(one);
    return () => one.destroy();
  }, [box]);
  useEffect(() => {
    if (!editor || value === said.current) return;
    said.current = value;
    // The server writes some things otherwise: where one is stays.
    if (!createDocument(value, editor.schema).eq(editor.state.doc))
      editor.commands.setContent(value, { emitUpdate: false });
  }, [editor, value]);
  return editor;
}

/** Draws whoever asks anew whenever the selection or the text is another. */
export function useEditorTurn(editor: Editor | null): number {
  const turn = useRef(0);
  const subscribe = useCallback(
    (listener: () => void) => {
      const onTurn = () => {
        turn.current += 1;
        listener();
      };
      editor?.on("transaction", onTurn);
      return () => void editor?.off("transaction", onTurn);
    },
    [editor],
  );
  return useSyncExternalStore(
    subscribe,
    () => turn.current,
    () => 0,
  );
}
