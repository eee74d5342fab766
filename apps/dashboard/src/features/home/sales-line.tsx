"use client";

import { useTranslations } from "next-intl";
import { useFormats } from "../../shell/use-formats.ts";
import type { Today } from "./router.ts";
import { sumsByHour } from "./sums-by-hour.ts";

const width = 780;
const height = 150;
const foot = 22;

/** What has come in through the day, over the same weekday's whole line. Nothing where neither day has anything to show. */
export function SalesLine({ sales }: { sales: Today["sales"] }) {
  const t = useTranslations("home");
  const { amount } = useFormats();
  const { today, weekAgo } = sumsByHour(sales);
  const most = Math.max(...today.map(([, sum]) => sum), ...weekAgo.map(([, sum]) => sum));
  if (most <= 0) return null;
  const x = (hour: number) => (hour / 24) * width;
  const y = (sum: number) => height - (Math.max(0, sum) / most) * (height - 14);
  const path = (points: readonly (readonly [hour: number, sum: number])[]) =>
    points
      .map(([hour, sum], index) => `${index === 0 ? "M" : "L"}${x(hour).toFixed(1)} ${y(sum).toFixed(1)}`)
      .join("");
  const [nowHour, nowSum] = today.at(-1)!;
  const label = t("lineLabel", {
    today: amount(sales.today.amount),
    week: amount(weekAgo.at(-1)![1]),
  });
  return (
    <svg
      viewBox={`0 0 ${width} ${height + foot}`}
      role="img"
      aria-label={label}
      className="mt-4 block w-full max-w-[780px] overflow-visible text-accent-text"
      fill="none"
    >
      {[0.25, 0.6, 0.95].map((part) => (
        <path
          key={part}
          d={`M0 ${height * part}H${width}`}
          className="stroke-line"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      <path
        d={path(weekAgo)}
        className="stroke-ink-3"
        strokeWidth="1.4"
        strokeDasharray="3 4"
        vectorEffect="non-scaling-stroke"
      />
      <path d={path(today)} stroke="currentColor" strokeWidth="2.2" vectorEffect="non-scaling-stroke" />
      <circle cx={x(nowHour)} cy={y(nowSum)} r="5" fill="currentColor" />
      {[0, 6, 12, 18].map((hour) => (
        <text key={hour} x={x(hour)} y={height + foot - 4} className="fill-ink-3 text-[12px]">
          {t("oClock", { hour })}
        </text>
      ))}
      <text x={width} y={height + foot - 4} textAnchor="end" className="fill-ink-3 text-[12px]">
        {t("oClock", { hour: 24 })}
      </text>
    </svg>
  );
}
