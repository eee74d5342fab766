"use client";

import { KindForm } from "./kind-form.tsx";

/** A new kind of the store's own records. */
export function NewKindPage() {
  return <KindForm kind={null} />;
}
