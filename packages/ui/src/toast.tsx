"use client";

import { Toaster as Primitive, toast } from "sonner";
import { Icon } from "./icon.tsx";

/** Where toasts appear: bottom centre, one line, six seconds. Never for errors. */
export function Toaster({ label }: { label: string }) {
  return (
    <Primitive
      position="bottom-center"
      duration={6000}
      containerAriaLabel={label}
      offset={22}
      mobileOffset={{ bottom: 76 }}
      toastOptions={{ unstyled: true, className: "w-full flex justify-center" }}
    />
  );
}

/** Says that something was done. */
export function showToast(text: string): void {
  toast.custom(() => (
    <div
      role="status"
      className="flex min-h-[46px] items-center gap-3 rounded-3 bg-inverse px-4 py-2 text-on-inverse shadow-dialog"
    >
      <Icon name="check" weight={2.2} />
      {text}
    </div>
  ));
}
