import { makeWorkerSide } from "../../../geodata/radio/workers/worker-protocol.ts";

const answer = makeWorkerSide((message) => self.postMessage(message));
self.addEventListener("message", ({ data }) => answer(data));
