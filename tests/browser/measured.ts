// What is measured in a page, as one script: `tickmarkPage.collect` and `tickmarkPage.scope`.

export { collect } from "../../www/page/collect.js";
export { scope } from "../../www/page/scope.js";
