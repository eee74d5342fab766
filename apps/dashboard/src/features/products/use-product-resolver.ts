"use client";

import { useCallback } from "react";
import { type FieldErrors, type Resolver, set } from "react-hook-form";
import { judgeValues, type ProductValues } from "./form-values.ts";

/** Judges the product form as it is typed; messages are codes. */
export function useProductResolver(isNew: boolean): Resolver<ProductValues> {
  return useCallback(
    (values) => {
      const errors: FieldErrors<ProductValues> = {};
      for (const { path, code } of judgeValues(values, isNew))
        set(errors, path, { type: "judged", message: code });
      const isRight = Object.keys(errors).length === 0;
      return isRight ? { values, errors: {} } : { values: {}, errors };
    },
    [isNew],
  );
}
