import { expect, test } from "vitest";
import { addressLines } from "./address-lines.ts";

test("a Chinese address goes from the large to the small", () => {
  const address = {
    country: "CN",
    name: "林若水",
    phone: "13800008000",
    province: "北京市",
    city: "",
    district: "东城区",
    line1: "砖塔里 17 号院",
    line2: "2 单元 301",
    postcode: "",
  };
  expect(addressLines(address)).toEqual(["林若水  13800008000", "北京市东城区", "砖塔里 17 号院2 单元 301"]);
});

test("others go from the small to the large", () => {
  const address = {
    country: "US",
    name: "Ada",
    line1: "1 Pine St",
    city: "San Francisco",
    province: "CA",
    postcode: "94111",
  };
  expect(addressLines(address)).toEqual(["Ada", "1 Pine St", "San Francisco, CA, 94111", "US"]);
});
