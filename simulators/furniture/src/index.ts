export { controlDoor, type Knobs, moveClock } from "./control-door.ts";
export { deliverDue, type Pending, postNotice } from "./delivery.ts";
export { digits } from "./digits.ts";
export {
  type AnswerWeather,
  AnswerWeatherInput,
  type CommonNoticeFault,
  DelayInput,
  drawAnswerFault,
  fairAnswers,
  fairWeather,
  type NoticeFaults,
  type NoticeWeather,
  takePlanned,
  WeatherInput,
} from "./faults.ts";
export { formOf, type Incoming, queryOf, type Reply } from "./incoming.ts";
export { keepTicking } from "./keep-ticking.ts";
export { type Books, openKeptBooks } from "./kept-books.ts";
export { type FarEnd, type Listening, startFarEnd } from "./serve.ts";
