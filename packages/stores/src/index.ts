export { addHost } from "./add-host.ts";
export { createStore, judgeStore } from "./create-store.ts";
export { findStoreByHost, type HostedStore } from "./find-store-by-host.ts";
export { getStore, readStore, type StoreView } from "./get-store.ts";
export { isReservedHandle, isStoreHandle } from "./handles.ts";
export { hostName } from "./host-name.ts";
export {
  addMember,
  changeMemberRole,
  createUser,
  endAllSessions,
  endSession,
  findMembership,
  findSession,
  findUserByEmail,
  listMembers,
  listMemberships,
  type Member,
  type Membership,
  removeMember,
  requestPasswordReset,
  resendVerification,
  resetPassword,
  type SignedInUser,
  sessionDays,
  signIn,
  signUp,
  updateUser,
  verifyEmail,
} from "./people/index.ts";
export { hashPassword, passwordFits } from "./people/passwords.ts";
export { readInput } from "./people/read-input.ts";
export { countTry, giveBackTry, type Limit } from "./people/throttle.ts";
export { hashToken, newToken } from "./people/tokens.ts";
export { isHandleTaken, storeIdByHandle } from "./store-id-by-handle.ts";
export { storeKey } from "./store-key.ts";
export { updateStore } from "./update-store.ts";
