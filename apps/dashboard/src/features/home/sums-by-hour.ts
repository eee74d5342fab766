import type { SalesToday } from "@hutong/orders";

type Points = readonly (readonly [hour: number, sum: number])[];

/**
 * Sums that grow through the day, in minor units: today's until now, and the whole of the same weekday. A point stands at the end of
 * its hour, the last of today at the minute that it is.
 */
export function sumsByHour({ hours, hour: now, minute }: Pick<SalesToday, "hours" | "hour" | "minute">): {
  today: Points;
  weekAgo: Points;
} {
  const grow = (of: "today" | "weekAgo", last: number): [number, number][] => {
    let sum = 0;
    const points: [number, number][] = [[0, 0]];
    for (const one of hours.slice(0, last + 1)) {
      sum += one[of];
      points.push([one.hour + 1, sum]);
    }
    return points;
  };
  const today = grow("today", now);
  today[today.length - 1] = [now + minute / 60, today.at(-1)![1]];
  return { today, weekAgo: grow("weekAgo", 23) };
}
