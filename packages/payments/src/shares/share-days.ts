/** Days after a payment when the platform takes its part: most refunds have been made by then. */
export const waitDays = 7;
/** Days after which a share that fails is given up and the merchant's money let go. */
export const giveUpDays = 25;
/** Days for which money stays frozen at most before it goes to the merchant by itself (WeChat Pay). */
export const frozenDays = 30;
/** Days within which a share can be given back (WeChat Pay). */
export const returnDays = 180;
