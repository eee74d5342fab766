import { checkoutForm } from "./checkout-form.ts";
import { waiting } from "./waiting.ts";

document.documentElement.classList.add("js");
checkoutForm();
waiting();
