import { parentPort } from "node:worker_threads";
import { makeWorkerSide } from "../../geodata/radio/workers/worker-protocol.ts";

if (parentPort === null) throw new Error("This file is run as a worker thread");
const port = parentPort;
port.on(
  "message",
  makeWorkerSide((message) => port.postMessage(message)),
);
