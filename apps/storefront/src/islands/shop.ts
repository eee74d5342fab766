import { bag, steppers } from "./bag.ts";
import { options } from "./options.ts";

document.documentElement.classList.add("js");
bag();
options(steppers);
