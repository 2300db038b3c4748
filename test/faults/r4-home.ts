import { pretendHome } from "#server/intake/connect/pretend-home.ts";

/** Ten events a second to everybody who ever subscribed; says its port and runs until it is killed. */
const home = await pretendHome({ host: process.argv[2] });
setInterval(() => {
  for (const socket of home.sockets) {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ id: 2, type: "event", event: {} }));
  }
}, 100);
console.log(home.port);
