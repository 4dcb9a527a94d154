// What a panel asks of its page.

import type { FromPanel } from "./messages.js";
import type { Session } from "./session.js";

export function obey(session: Session, message: FromPanel): void {
  switch (message.type) {
    case "select":
      session.select(message.index ?? undefined, "panel");
      break;
    case "tick":
      void session.tick(message.index, message.status ?? undefined);
      break;
    case "part":
      void session.start(message.part);
      break;
    case "off":
      void session.stop();
      break;
  }
}
