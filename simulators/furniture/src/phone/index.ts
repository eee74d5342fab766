export { type Bill, openPhone, type Phone, type Skin } from "./phone.ts";
