import { checkoutForm } from "./checkout-form.ts";
import { chinaAddress } from "./china/china-address.ts";
import { demoPhone } from "./demo-phone.ts";
import { embeddedWatch } from "./embedded-watch.ts";
import { waiting } from "./waiting.ts";

document.documentElement.classList.add("js");
// A form's answer stands at the form's address; going back to it would ask to send the form again.
const page = location.pathname.replace(/\/checkout\/(details|pay|wrapping)$/, "/checkout");
if (page !== location.pathname) history.replaceState(null, "", page);
checkoutForm();
chinaAddress();
waiting();
demoPhone();
embeddedWatch();
