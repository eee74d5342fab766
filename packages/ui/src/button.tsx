import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";
import { Icon, type IconName } from "./icon.tsx";

export const buttonLook = cva(
  "inline-flex flex-none select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-2 border font-medium transition-[background-color,opacity] duration-[var(--ms-1)] disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
  {
    variants: {
      look: {
        plain: "border-line-strong bg-surface text-ink shadow-button hover:bg-sunken",
        primary:
          "border-accent bg-accent font-semibold text-on-accent shadow-button hover:border-accent-hover hover:bg-accent-hover",
        quiet: "border-transparent bg-transparent text-ink-2 hover:bg-neutral-soft hover:text-ink",
        link: "border-transparent bg-transparent px-0! font-semibold text-accent-text hover:underline",
        danger: "border-danger bg-danger font-semibold text-surface shadow-button hover:opacity-90",
      },
      size: {
        control: "h-[var(--control)] px-3.5 text-body",
        small: "h-7 px-2.5 text-small max-md:h-11",
        field: "h-[var(--field)] px-4 text-body",
        icon: "size-[var(--control)] p-0",
      },
      wide: { true: "w-full", false: "" },
    },
    defaultVariants: { look: "plain", size: "control", wide: false },
  },
);

type ButtonProps = ComponentProps<"button"> &
  VariantProps<typeof buttonLook> & {
    asChild?: boolean;
    icon?: IconName;
    /** Why the button cannot be used now: shown on hover and read aloud; the button stays reachable. */
    reason?: string | null;
    isBusy?: boolean;
    children?: ReactNode;
  };

/** A button. One filled (`primary`) button a screen; `asChild` dresses a link as one. */
export function Button({
  look,
  size,
  wide,
  asChild,
  icon,
  reason,
  isBusy = false,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const classes = cn(buttonLook({ look, size, wide }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...(rest as object)}>
        {children}
      </Slot.Root>
    );
  }
  const isOff = Boolean(reason) || isBusy;
  return (
    <button
      {...rest}
      type={type}
      className={classes}
      aria-disabled={isOff || undefined}
      aria-busy={isBusy || undefined}
      title={reason ?? rest.title}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
    >
      {icon ? <Icon name={icon} size={16} /> : null}
      {children}
      {reason ? <span className="sr-only">({reason})</span> : null}
    </button>
  );
}
