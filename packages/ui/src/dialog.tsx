"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";

/**
 * Over the page: the title is the action, the description its consequence, computed before. Focus is held inside
 * and given back; on the phone it is a sheet from below.
 */
export function Dialog({
  isOpen,
  onOpenChange,
  title,
  description,
  footer,
  children,
}: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  footer: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 bg-overlay" />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className="fixed z-50 flex max-h-[85dvh] flex-col overflow-y-auto bg-surface p-5 shadow-dialog outline-none max-md:enter-sheet max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-3 max-md:pb-[calc(20px+env(safe-area-inset-bottom))] md:enter md:top-1/2 md:left-1/2 md:w-[440px] md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-3"
        >
          <Primitive.Title className="font-semibold text-[1.0625rem] leading-6">{title}</Primitive.Title>
          {description ? (
            <Primitive.Description className="mt-1.5 text-ink-2 leading-[1.65]">
              {description}
            </Primitive.Description>
          ) : null}
          {children ? <div className="mt-4 flex flex-col gap-4">{children}</div> : null}
          <div className="mt-5 flex justify-end gap-2 max-md:flex-col-reverse">{footer}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
