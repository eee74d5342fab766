import { BlockList, isIPv4, isIPv6 } from "node:net";

// IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast and what is reserved.
const notPublic = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const)
  notPublic.addSubnet(network, prefix, "ipv4");

// Of IPv6 only global unicast (RFC 4291), without what is set aside in it (RFC 6890): Teredo, documentation, 6to4, and
// so neither loopback, private and link-local addresses nor IPv4 in disguise (::ffff:0:0/96, 64:ff9b::/96).
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");
const setAside = new BlockList();
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const)
  setAside.addSubnet(network, prefix, "ipv6");

/** Whether an IP address is one that everybody on the internet can reach. Anything but an address is not. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublic.check(address, "ipv4");
  if (!isIPv6(address)) return false;
  return global.check(address, "ipv6") && !setAside.check(address, "ipv6");
}

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Whether an IP address is this machine itself. */
export function isLoopback(address: string): boolean {
  return (
    (isIPv4(address) && loopback.check(address, "ipv4")) ||
    (isIPv6(address) && loopback.check(address, "ipv6"))
  );
}
