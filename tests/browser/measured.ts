// What is tried and measured in a page, as one script that defines `tickmarkPage`.

export { Desk } from "../../www/desk/desk.js";
export { LiveText } from "../../www/page/anchor.js";
export { collect } from "../../www/page/collect.js";
export { publishedOn } from "../../www/page/published.js";
export { scope } from "../../www/page/scope.js";
export { htmlText, readFragment, readPage } from "../../www/web/readers/html.js";
export { claimsOf } from "./claims-of.js";
