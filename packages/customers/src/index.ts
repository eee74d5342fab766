export { contactOf, guestCustomer } from "./guest.ts";
