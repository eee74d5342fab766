import { expect, it, vi } from "vitest";
import { AnswerWeatherInput, drawAnswerFault, fairAnswers, WeatherInput } from "./faults.ts";

const answerWeather = { unavailable: 0.2, breakAfter: 0.2, hang: 0.2 };

it.each([
  [0, "unavailable"],
  [0.19, "unavailable"],
  [0.2, "break-after"],
  [0.41, "hang"],
  [0.61, undefined],
  [0.99, undefined],
])("a call for which %s is drawn suffers %s", (drawn, fault) => {
  expect(drawAnswerFault({ answerWeather, random: () => drawn })).toBe(fault);
});

it("in fair weather nothing goes wrong, and nothing is drawn", () => {
  const random = vi.fn(() => 0);
  expect(drawAnswerFault({ answerWeather: fairAnswers, random })).toBeUndefined();
  expect(random).not.toHaveBeenCalled();
});

it("shares are from 0 to 1, and what is not said goes well", () => {
  expect(AnswerWeatherInput.parse({ hang: 1 })).toEqual({ unavailable: 0, breakAfter: 0, hang: 1 });
  expect(() => AnswerWeatherInput.parse({ hang: 1.1 })).toThrow();
  expect(() => WeatherInput.parse({ drop: -0.1 })).toThrow();
});
