// What start.js holds, for the rest of the program. The address stays as it stands here in main.js, beside which start.js lies.

export { parseInert, startReader, startServiceWorker, startWorker, store } from "./start.js";
