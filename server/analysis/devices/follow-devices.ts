import type { Call } from "#server/command.ts";
import type { DeviceHealthPage } from "./contract.ts";
import { lookAt, pageOf } from "./list-devices.ts";
import { marksOf } from "./marks.ts";
import { type Follower, follow } from "./shared-looks.ts";

/** All devices, and then those that are another than they were: after each diagnosis that changed something, and each minute. */
export async function followDevices(call: Call, send: (items: DeviceHealthPage[]) => void) {
  const follower: Follower = { call, send, marks: undefined };
  const following = await follow(follower);
  try {
    const first = await lookAt(call, null);
    follower.marks = marksOf(first.devices);
    following.catchUp();
    return {
      snapshot: [pageOf(first.devices, first)],
      close: async () => following[Symbol.asyncDispose](),
    };
  } catch (error) {
    await following[Symbol.asyncDispose]();
    throw error;
  }
}
