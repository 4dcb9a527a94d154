// The package's public face.

import { type AttachOptions, Handle } from "./handle.js";

export type { Adapter, Surface } from "../editors/adapter.js";
export { Unserved } from "../editors/adapter.js";
export type * from "../engine/protocol.js";
export { init, type InitOptions, scan, type ScanOptions } from "./engine.js";
export { type AttachedClaim, type AttachOptions, Handle, type HandleEvents, type HandleStatus, type SavedStatus, type State, type Status } from "./handle.js";

/**
 * Marks the claims of a target while it is edited: an element, a field, a frame or an instance of an editor. Nothing is
 * written into it. The handle says what became of it, also where it cannot be served.
 */
export function attach(target: unknown, options: AttachOptions = {}): Handle {
  return new Handle(target, options);
}
