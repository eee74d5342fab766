import { bag, steppers } from "./bag.ts";
import { options } from "./options.ts";
import { suggest } from "./suggest.ts";

document.documentElement.classList.add("js");
bag();
options(steppers);
suggest();
