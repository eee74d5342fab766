"use client";

import { mostOptions } from "@hutong/catalogue/limits";
import { Button, Field, Icon, Input } from "@hutong/ui";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, memo, useState } from "react";
import { useReason } from "../../api/errors.ts";
import type { Removal } from "./remove-choice-dialog.tsx";
import type { Sheet } from "./sheet/sheet.ts";
import {
  addOption,
  addValues,
  type Reshaped,
  removeOption,
  removeValue,
  rename,
  splitValues,
  type VariantShape,
} from "./variant-shape.ts";

const RemoveChoiceDialog = dynamic(() =>
  import("./remove-choice-dialog.tsx").then((module) => module.RemoveChoiceDialog),
);

/** How many of an option's values are shown until somebody asks for all: an option may have 2,048. */
const shownAtFirst = 16;

/** What tells variants apart: up to three options with their values. Each value that comes makes its variants; one that goes asks. */
export const OptionsEditor = memo(function OptionsEditor({
  shape,
  sheet,
  onChange,
}: {
  shape: VariantShape;
  sheet: Sheet;
  onChange: (shape: VariantShape) => void;
}) {
  const t = useTranslations("product.options");
  const reason = useReason();
  const [fault, setFault] = useState<{ at: number; text: string } | null>(null);
  const [removal, setRemoval] = useState<Removal | null>(null);
  const [isAdding, setIsAdding] = useState(false);

  /** Takes over what became of a wish, or says why not, beside the option it is about. */
  function take(at: number, reshaped: Reshaped): boolean {
    if ("code" in reshaped) {
      setFault({ at, text: reason(reshaped.code, reshaped.params) });
      return false;
    }
    setFault(null);
    onChange(reshaped.shape);
    return true;
  }

  function ask(next: VariantShape, name: string): void {
    const kept = new Set(next.variants.map(({ id }) => id));
    const gone = shape.variants.filter(({ id }) => !kept.has(id));
    const stocked = gone.filter(({ id }) => Number(sheet.text(id, "available") || 0) > 0).length;
    setRemoval({ name, next, count: gone.length, stocked });
  }

  return (
    <section className="border-line border-t pt-5">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-2.5">
        <h2 className="font-semibold text-section">{t("title")}</h2>
        <span className="text-ink-3">{t("note")}</span>
      </div>
      <div className="flex flex-col gap-4">
        {shape.options.map((option, at) => (
          <OptionBlock
            // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place; its name changes while it is typed
            key={at}
            option={option}
            error={fault?.at === at ? fault.text : undefined}
            onName={(name) => take(at, rename(shape, at, null, name))}
            onValue={(from, to) => take(at, rename(shape, at, from, to))}
            onAdd={(values) => take(at, addValues(shape, at, values))}
            onRemoveValue={(value) =>
              option.values.length === 1
                ? ask(removeOption(shape, at), option.name)
                : ask(removeValue(shape, at, value), value)
            }
            onRemove={() => ask(removeOption(shape, at), option.name)}
          />
        ))}
        {isAdding ? (
          <NewOption
            error={fault?.at === shape.options.length ? fault.text : undefined}
            onCancel={() => {
              setIsAdding(false);
              setFault(null);
            }}
            onAdd={(name, values) => {
              if (take(shape.options.length, addOption(shape, name, values))) setIsAdding(false);
            }}
          />
        ) : shape.options.length < mostOptions ? (
          <div>
            <Button icon="plus" onClick={() => setIsAdding(true)}>
              {t("add")}
            </Button>
          </div>
        ) : null}
      </div>
      {removal ? (
        <RemoveChoiceDialog
          removal={removal}
          onClose={() => setRemoval(null)}
          onRemove={(next) => {
            setFault(null);
            setRemoval(null);
            onChange(next);
          }}
        />
      ) : null}
    </section>
  );
});

function OptionBlock({
  option,
  error,
  onName,
  onValue,
  onAdd,
  onRemoveValue,
  onRemove,
}: {
  option: VariantShape["options"][number];
  error: string | undefined;
  onName: (name: string) => void;
  onValue: (from: string, to: string) => void;
  onAdd: (values: string[]) => boolean;
  onRemoveValue: (value: string) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("product.options");
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? option.values : option.values.slice(0, shownAtFirst);
  return (
    <div className="rounded-2 border border-line p-3.5">
      <div className="flex items-end gap-2">
        <Field label={t("name")} className="max-w-64 flex-1">
          <OnceInput text={option.name} onText={onName} />
        </Field>
        <Button look="quiet" className="ml-auto" onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
      <ul aria-label={t("values", { option: option.name })} className="mt-3 flex flex-wrap gap-2">
        {shown.map((value) => (
          <li key={value} className="flex items-center rounded-2 border border-line bg-sunken">
            <OnceInput
              text={value}
              onText={(to) => onValue(value, to)}
              isBare
              label={t("value", { option: option.name })}
            />
            <button
              type="button"
              aria-label={t("removeValue", { value })}
              onClick={() => onRemoveValue(value)}
              className="grid size-8 place-items-center text-ink-3 hover:text-danger max-md:size-11"
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
        {option.values.length > shown.length ? (
          <li>
            <Button size="small" look="quiet" onClick={() => setIsWhole(true)}>
              {t("showAll", { count: option.values.length })}
            </Button>
          </li>
        ) : null}
        <li>
          <AddValues option={option.name} onAdd={onAdd} />
        </li>
      </ul>
      {error ? (
        <p role="alert" className="pt-2 text-danger text-small">
          {error}
        </p>
      ) : null}
    </div>
  );
}

/** A text that is taken over when one is done with it. */
function OnceInput({
  text,
  onText,
  isBare = false,
  label,
}: {
  text: string;
  onText: (text: string) => void;
  isBare?: boolean;
  label?: string;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const finish = () => {
    if (typed !== null && typed.trim() !== text) onText(typed.trim());
    setTyped(null);
  };
  const props = {
    value: typed ?? text,
    maxLength: 255,
    "aria-label": label,
    onChange: (event: { target: { value: string } }) => setTyped(event.target.value),
    onBlur: finish,
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => onEnter(event, finish),
  };
  if (!isBare) return <Input {...props} />;
  return (
    <input
      {...props}
      style={{ width: `${Math.min(Math.max((typed ?? text).length, 2), 24) + 3}ch` }}
      className="h-8 min-w-14 bg-transparent pl-2.5 outline-none focus-visible:outline-2 focus-visible:outline-focus max-md:h-11 max-md:text-field"
    />
  );
}

// Enter in a field of the form would save the whole of it.
function onEnter(event: KeyboardEvent<HTMLInputElement>, then: () => void): void {
  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
  event.preventDefault();
  then();
}

function AddValues({ option, onAdd }: { option: string; onAdd: (values: string[]) => boolean }) {
  const t = useTranslations("product.options");
  const [text, setText] = useState("");
  const add = () => {
    const values = splitValues(text);
    if (values.length > 0 && onAdd(values)) setText("");
  };
  return (
    <span className="flex gap-2">
      <Input
        value={text}
        aria-label={t("addValue", { option })}
        placeholder={t("addValuePlaceholder")}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => onEnter(event, add)}
        className="h-8.5 w-44 max-md:h-11"
      />
      {text.trim() ? (
        <Button size="small" className="h-8.5" onClick={add}>
          {t("addIt")}
        </Button>
      ) : null}
    </span>
  );
}

function NewOption({
  error,
  onAdd,
  onCancel,
}: {
  error: string | undefined;
  onAdd: (name: string, values: string[]) => void;
  onCancel: () => void;
}) {
  const t = useTranslations("product.options");
  const common = useTranslations("common");
  const [name, setName] = useState("");
  const [values, setValues] = useState("");
  const add = () => onAdd(name.trim(), splitValues(values));
  return (
    <div className="grid gap-3.5 rounded-2 border border-line p-3.5 sm:grid-cols-[200px_minmax(0,1fr)]">
      <Field label={t("name")}>
        <Input
          autoFocus
          value={name}
          maxLength={255}
          placeholder={t("nameExample")}
          onChange={(event) => setName(event.target.value)}
          onKeyDown={(event) => onEnter(event, add)}
        />
      </Field>
      <Field label={t("newValues")} help={t("valuesHelp")} error={error}>
        <Input
          value={values}
          placeholder={t("valuesExample")}
          onChange={(event) => setValues(event.target.value)}
          onKeyDown={(event) => onEnter(event, add)}
        />
      </Field>
      <div className="flex gap-2 sm:col-span-2">
        <Button onClick={add}>{t("makeVariants")}</Button>
        <Button look="quiet" onClick={onCancel}>
          {common("cancel")}
        </Button>
      </div>
    </div>
  );
}
