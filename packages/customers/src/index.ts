export {
  addressesOf,
  keepAddress,
  listAddresses,
  removeAddress,
  type SavedAddress,
  setDefaultAddress,
} from "./addresses.ts";
export { codeMinutes, forgetSealed, type OpenedCode, openCode, requestCode } from "./codes.ts";
export { type Contact, isChineseMobile, isEmail, isPhone, plainPhone, readContact } from "./contact.ts";
export { eraseCustomerRows } from "./erase-rows.ts";
export { contactOf, guestCustomer, knownCustomer } from "./guest.ts";
export { idsOf, ownId } from "./own.ts";
export { getProfile, type Profile, proveContact, setPassword, updateProfile } from "./profile.ts";
export { saveNote } from "./save-note.ts";
export { endAllSessions, endSession, findSession, type SignedIn, sessionDays } from "./sessions.ts";
export { setGroup } from "./set-group.ts";
export { type From, type SignInAnswer, signInByCode, signInByPassword } from "./sign-in.ts";
export { sweepCustomers } from "./sweep-customers.ts";
