"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Brings the focus to the first control that is told to be wrong: once it is drawn, which may be after it was unfolded. Where none
 * is, what is said above the form comes into sight.
 */
export function useFaultFocus(): [place: RefObject<HTMLDivElement | null>, focusFault: () => void] {
  const place = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (asked === 0) return;
    const wrong = place.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (wrong) wrong.focus();
    else place.current?.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
  }, [asked]);
  return [place, () => setAsked((before) => before + 1)];
}
