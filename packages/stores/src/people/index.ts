export { createUser } from "./create-user.ts";
export { addMember, changeMemberRole, listMembers, type Member, removeMember } from "./members.ts";
export { findMembership, listMemberships, type Membership } from "./memberships.ts";
export { requestPasswordReset, resetPassword } from "./reset-password.ts";
export { endAllSessions, endSession, findSession, type SignedInUser, sessionDays } from "./sessions.ts";
export { signIn } from "./sign-in.ts";
export { signUp } from "./sign-up.ts";
export { findUserByEmail, updateUser } from "./users.ts";
export { resendVerification, verifyEmail } from "./verify-email.ts";
